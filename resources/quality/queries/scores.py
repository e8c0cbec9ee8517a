"""What reviews add up to. A score is the share of the points that could be given where a criterion applies.

    score = sum of the values / (2 * number of the values),   over all current reviews and all criteria that apply

It is kept as a fraction: no rounding happens before it is shown. 'Not applicable' counts on neither side.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Subquery

from network.kit.clock import now
from resources.library.models import Edition
from resources.quality.models import Review
from resources.quality.terms import CITIES, CRITERIA, GROUPS, MOST_POINTS, REVIEWERS

AROUND = ("resource", "reviewer__home_city", "city", "edition", "reply__by__home_city")
BEHIND = ("judgements", "resource__authorships", "resource__cities")
"""What the page of reviews reads of each: rows beside it, and lists behind it."""


@dataclass(frozen=True)
class Share:
    """The points of one criterion, one group, or all: `points` of `most`, and how often which answer was given."""

    code: str
    label: object
    points: int
    most: int
    answers: tuple = ()
    parts: tuple = ()

    @property
    def fraction(self):
        """The exact share, None where nothing applied."""
        return Fraction(self.points, self.most) if self.most else None

    @property
    def per_cent(self):
        """The share in whole per cent, half up; None where nothing applied."""
        return int(self.fraction * 100 + Fraction(1, 2)) if self.most else None


@dataclass(frozen=True)
class Tally:
    """What the current reviews of one edition say together."""

    whole: Share
    groups: tuple
    reviews: tuple
    is_peer_reviewed: bool

    @property
    def count(self):
        """How many reviews count."""
        return len(self.reviews)


def tally(reviews):
    """Return the Tally of `reviews` (with their judgements): those that count together for one edition."""
    reviews = list(reviews)
    values = {code: [] for code in CRITERIA}
    for review in reviews:
        for judgement in review.judgements.all():
            if judgement.is_judged and judgement.criterion in values:
                values[judgement.criterion].append(judgement.value)
    criteria = {code: _share(code, one.label, values[code]) for code, one in CRITERIA.items()}
    groups = tuple(
        _sum(group, label, [criteria[code] for code, one in CRITERIA.items() if one.group == group])
        for group, label in GROUPS.items()
    )
    return Tally(_sum("", "", groups), groups, tuple(reviews), counts_as_peer_reviewed(reviews))


def _share(code, label, values):
    given = [value for value in values if value is not None]
    counted = Counter(values)
    answers = tuple((value, counted[value]) for value in (2, 1, 0, None))
    return Share(code, label, sum(given), MOST_POINTS * len(given), answers)


def _sum(code, label, parts):
    return Share(code, label, sum(one.points for one in parts), sum(one.most for one in parts), parts=tuple(parts))


def reviews_of(resource, at=None):
    """Return the reviews that count for the newest published edition of a resource, oldest first, with judgements."""
    newest = Edition.objects.filter(resource=resource).exclude(published_at=None).order_by("-number").values("pk")[:1]
    return (
        Review.objects.current(at)
        .filter(edition=Subquery(newest))
        .select_related(*AROUND)
        .prefetch_related(*BEHIND)
        .order_by("given_at", "pk")
    )


def counts_as_peer_reviewed(reviews):
    """Say whether two independent reviewers of two cities are among `reviews`.

    Independent is whoever declared no interest and is neither owner nor author now; a city is the one at the time.
    """
    by_city = Counter(review.city_id for review in reviews if is_independent(review))
    by_city.pop(None, None)
    return sum(by_city.values()) >= REVIEWERS and len(by_city) >= CITIES


def is_independent(review):
    """Say whether a review counts towards the badge: no interest, not by those who made the resource."""
    if review.has_interest is not False:
        return False
    resource = review.resource
    if review.reviewer_id is None:
        return True
    authors = {one.member_id for one in resource.authorships.all()}
    return review.reviewer_id not in {*authors, resource.owner_id}


def is_peer_reviewed(resource, at=None):
    """Say whether the newest published edition carries the badge at the moment `at` (now)."""
    moment = at or now()
    published = [one for one in resource.editions.all() if one.published_at]
    newest = max(published, key=lambda one: one.number, default=None)
    if newest is None:
        return False
    counted = [
        one
        for one in resource.reviews.all()
        if one.edition_id == newest.pk and one.state == Review.State.GIVEN and one.expires_at > moment
    ]
    return counts_as_peer_reviewed(counted)
