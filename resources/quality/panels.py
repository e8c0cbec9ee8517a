"""What quality adds to pages of others: the state of a review before publication, reviews, what is outdated."""

from django.db.models import Q, prefetch_related_objects

from network.access.rules import may
from network.kit.panels import panel
from resources.quality import queries
from resources.quality.models import Policy, Review


@panel("library.resource", place="head", order=10)
def submission(request, resource):
    """Where a submission stands, for those who take part."""
    if not request.user.is_authenticated or resource.state not in ("draft", "review"):
        return None
    latest = queries.latest_submission(resource, request.user)
    if latest is None or latest.state in ("accepted", "taken_back"):
        return None
    return "quality/parts/submission.html", {"submission": latest, "resource": resource}


@panel("library.resource", place="head", order=20)
def outdated(request, resource):
    """What is said to be outdated, to all; the question itself, to those who answer."""
    if resource.state != "published":
        return None
    prefetch_related_objects([resource], "authorships")  # several rules ask for them
    flags = queries.flags_of(resource)
    may_answer = bool(may(request.user, "quality.answer", resource))
    confirmation = queries.open_confirmation(resource) if may_answer else None
    mine = next((one for one in flags if request.user.is_authenticated and one.by_id == request.user.pk), None)
    is_told = queries.is_told_outdated(flags)
    if not (is_told or mine or (may_answer and (flags or confirmation))):
        return None
    return "quality/parts/outdated.html", {
        "resource": resource,
        "flags": flags if may_answer or is_told else [],
        "is_told": is_told,
        "is_confirmed": any(one.state == "confirmed" for one in flags),
        "mine": mine,
        "may_answer": may_answer,
        "waits": any(one.state == "open" for one in flags),
        "confirmation": confirmation,
    }


@panel("library.resource", place="main", order=30)
def reviews(request, resource):
    """What members found, as a table with bars, and each review."""
    if resource.state != "published":
        return None
    # First by one lean statement what there is, since most resources have no review yet.
    reader = request.user.pk if request.user.is_authenticated else None
    found = Review.objects.filter(Q(state="given") | Q(state="draft", reviewer=reader), resource=resource)
    found = list(found.only("pk", "state", "reviewer"))
    current = list(queries.reviews_of(resource)) if any(one.state == "given" for one in found) else []
    rest = [one for one in found if one.pk not in {review.pk for review in current}]
    own = [one for one in (*current, *rest) if reader and one.reviewer_id == reader]
    mine = own[0] if own else None
    older = sum(one.state == "given" for one in rest)
    return "quality/parts/reviews.html", {
        "resource": resource,
        "tally": queries.tally(current),
        "mine": mine,
        "is_current": mine is not None and any(one.pk == mine.pk for one in current),
        "older": older,
    }


@panel("accounts.home", place="acts", order=80)
def choices(request, member):
    """The page of choices, to those who look after the network."""
    if not member.is_authenticated or not may(member, "quality.set_policies"):
        return None
    return "quality/parts/choices.html", {}


@panel("cities.city", place="main", order=80)
def policy(request, city):
    """Whether this city asks for a review, to those who may change it."""
    if not request.user.is_authenticated or not may(request.user, "quality.set_policy", city):
        return None
    asks = Policy.objects.filter(city=city, asks=True).exists()
    return "quality/parts/policy.html", {"city": city, "asks": asks}
