"""Whether something is read before it is published, and by whom."""

from django.utils.translation import gettext as _

from members.accounts.models import Member
from members.accounts.queries import network_coordinators
from network.cities.models import City, CoordinatorTerm
from resources.library.models import Resource
from resources.quality.models import Policy, Submission


def asks_review(city):
    """Say whether a city (None: the network) asks for a review before publication."""
    return Policy.objects.filter(city=city, asks=True).exists()


def wants_review(resource):
    """Return why `resource` is read before it is published, "" where it is not."""
    return reviews_wanted([resource]).get(resource.pk, "")


def reviews_wanted(resources):
    """Return {pk: why it is read before it is published} of those of `resources` that are.

    Its own cities ask, else the home city of its owner; or the whole network. Where nobody could answer but those whose
    work it is, nothing is asked: a draft would wait for ever. Where no city asks, this is one statement for them all.
    """
    asking = {policy.city_id: policy for policy in Policy.objects.filter(asks=True).select_related("city")}
    if not asking:
        return {}
    named = {}
    pairs = Resource.cities.through.objects.filter(resource__in=[one.pk for one in resources])
    for pk, city in pairs.values_list("resource_id", "city_id"):
        named.setdefault(pk, set()).add(city)
    found = {}
    for resource in resources:
        home = {resource.owner.home_city_id} if resource.owner else set()
        cities = {None} | (named.get(resource.pk) or home)
        asks = next((policy for pk, policy in asking.items() if pk in cities), None)
        if asks is not None and any(answerers(resource)):
            found[resource.pk] = _reason(asking.get(None) or asks)
    return found


def _reason(policy):
    if policy.city is None:
        return _("The network reads what is shared before it is published.")
    return _("%(city)s reads what is shared before it is published.") % {"city": policy.city}


def cities_of(resource):
    """Return the cities that answer for a resource: its own, else the home city of its owner."""
    cities = list(resource.cities.order_by("name"))
    if not cities and resource.owner and resource.owner.home_city_id:
        cities = list(City.objects.filter(pk=resource.owner.home_city_id))
    return cities


def answerers(resource):
    """Return (coordinators of its cities, those of the network) who may answer: nobody about their own work."""
    terms = CoordinatorTerm.objects.current()
    own = set(resource.authorships.exclude(member=None).values_list("member_id", flat=True)) | {resource.owner_id}
    if resource.owner_city_id:
        own |= set(terms.filter(city=resource.owner_city_id).values_list("member_id", flat=True))
    own.discard(None)
    active = Member.objects.filter(is_active=True, status=Member.Status.MEMBER)
    # Coordinators answer for cities that the resource names itself; for the owner's home alone the network does.
    named = [city.pk for city in resource.cities.all()]
    near = active.filter(pk__in=terms.filter(city__in=named).values("member")) if named else []
    return (
        [one for one in near if one.pk not in own],
        [one for one in network_coordinators() if one.pk not in own],
    )


def latest_submission(resource, member):
    """Return the newest submission of a resource that `member` may see, None if there is none."""
    return Submission.objects.visible_to(member).filter(resource=resource).order_by("-at", "-pk").first()
