"""Whether something is read before it is published, and by whom."""

from django.utils.translation import gettext as _

from members.accounts.models import Member
from members.accounts.queries import network_coordinators
from network.cities.models import City, CoordinatorTerm
from resources.quality.models import Policy, Submission


def asks_review(city):
    """Say whether a city (None: the network) asks for a review before publication."""
    return Policy.objects.filter(city=city, asks=True).exists()


def wants_review(resource):
    """Return why `resource` is read before it is published, "" where it is not.

    Its own cities ask, else the home city of its owner; or the whole network. Where nobody could answer but those whose
    work it is, nothing is asked: a draft would wait for ever.
    """
    asking = list(Policy.objects.filter(asks=True).select_related("city"))
    if not asking or not any(answerers(resource)):
        return ""
    if any(policy.city_id is None for policy in asking):
        return _("The network reads what is shared before it is published.")
    cities = {city.pk for city in cities_of(resource)}
    for policy in asking:
        if policy.city_id in cities:
            return _("%(city)s reads what is shared before it is published.") % {"city": policy.city}
    return ""


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
