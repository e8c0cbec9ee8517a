"""Reads of the directory: members narrowed by words and by what they wrote, with counts for each word.

Every condition on a field stands beside the condition that the reader may see that field of that row: what is hidden
is found by no filter, by no word, and counts nowhere.
"""

from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Func, Q, Value, When
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.accounts.models import Affiliation, Member, Role
from members.accounts.visible import may_see
from members.directory.countries import country_name
from network.catalogue.facets import labels_of
from network.cities.models import City
from network.kit.clock import now
from network.kit.words import language_name

KEYS = ("city", "country", "role", "topic", "language", "mentor")
# The field of the profile on which each facet rests.
RESTS_ON = {
    "city": "city", "country": "city", "role": "role", "topic": "expertise", "language": "languages",
    "mentor": "capacity",
}  # fmt: skip
MOST_WORDS = 6


@dataclass
class Asked:
    """What somebody looks for: chosen words per facet, words of any text, of offers, of what is sought."""

    chosen: dict = field(default_factory=dict)
    q: str = ""
    offer: str = ""
    seek: str = ""
    newest: bool = False

    @classmethod
    def of(cls, query):
        """Read it from a QueryDict, cut to sane lengths."""
        return cls(
            chosen={key: [word[:60] for word in query.getlist(key)[:20]] for key in KEYS},
            q=query.get("q", "")[:100],
            offer=query.get("offer", "")[:100],
            seek=query.get("seek", "")[:100],
            newest=query.get("sort") == "new",
        )

    @property
    def kept(self):
        """What the facet panel carries along."""
        told = {"q": self.q, "offer": self.offer, "seek": self.seek, "sort": "new" if self.newest else ""}
        return {name: value for name, value in told.items() if value}


def listed(by):
    """Return the members whom `by` may see in the directory, with what a line shows."""
    return (
        Member.objects.visible_to(by)
        .filter(status=Member.Status.MEMBER)
        .select_related("home_city", "organisation", "photo")
    )


def narrowed(people, asked, by, without=None):
    """Return `people` narrowed by what is asked, but not by the facet `without`."""
    for key, words in asked.chosen.items():
        if words and key != without:
            people = people.filter(_has(key, words), may_see(RESTS_ON[key], by))
    for word in asked.q.split()[:MOST_WORDS]:
        people = people.filter(_mentions(word, by))
    for name, text in (("offers", asked.offer), ("seeks", asked.seek)):
        for word in text.split()[:MOST_WORDS]:
            people = people.filter(Q(**{f"{name}__icontains": word}), may_see(name, by))
    return people


def _has(key, words):
    if key == "city":
        return Q(home_city__slug__in=words)
    if key == "country":
        return Q(home_city__country__in=words)
    if key == "role":
        return Q(role__in=words)
    if key == "mentor":
        return Q(capacity__gt=0)
    return Q(**{f"{RESTS_ON[key]}__overlap": words})


def _mentions(word, by):
    """The condition that a text of a member which `by` may read holds `word`."""
    found = Q()
    for name in ("name", "name_latin", "about", "offers", "seeks"):
        found |= Q(**{f"{name}__icontains": word}) & may_see(name, by)
    further = Affiliation.objects.filter(organisation__name__icontains=word).values("member")
    return found | ((Q(organisation__name__icontains=word) | Q(pk__in=further)) & may_see("organisation", by))


def in_order(people, asked, by):
    """Return `people` by the name that `by` reads, or those who joined last first."""
    if asked.newest:
        return people.order_by(F("joined_at").desc(nulls_last=True), "-pk")
    read = Case(
        When(may_see("name_latin", by) & ~Q(name_latin=""), then=Lower("name_latin")),
        When(may_see("name", by), then=Lower("name")),
        default=Value(""),
    )
    return people.order_by(read, "pk")


def facets_of(people, asked, by):
    """Return the groups of the facet panel: one statement each, whatever the number of members."""
    cities = {place.slug: place.name_in(get_language() or "en") for place in City.objects.visible_to(by)}
    labels = {
        "city": cities.get,
        "country": country_name,
        "role": dict(Role.choices).get,
        "language": language_name,
        "mentor": lambda word: _("Has room for somebody"),
    }
    groups = []
    for key in KEYS:
        counts = _counts(narrowed(people, asked, by, key).filter(may_see(RESTS_ON[key], by)).order_by(), key)
        for word in asked.chosen[key]:
            counts.setdefault(word, 0)
        if key == "topic":
            # A label that comes from a row would tell that the row is there: only words that people carry are labelled.
            known = labels_of("topic", [word for word, count in counts.items() if count])
            labels["topic"] = known.get
        groups.append(_group(key, counts, labels[key], asked))
    return groups


def _counts(people, key):
    """Return {word: number} of one facet."""
    if key == "mentor":
        return {"1": people.filter(capacity__gt=0).count()}
    if key in ("topic", "language"):
        people = people.annotate(word=Func(F(RESTS_ON[key]), function="unnest"))
        rows = people.values_list("word")
    else:
        column = {"city": "home_city__slug", "country": "home_city__country", "role": "role"}[key]
        rows = people.values_list(column)
    return {word: number for word, number in rows.annotate(n=Count("pk")) if word}


def _group(key, counts, label, asked):
    words = [
        {"word": word, "label": label(word) or word, "count": number, "on": word in asked.chosen[key]}
        for word, number in counts.items()
        if number or word in asked.chosen[key]
    ]
    return {"key": key, "words": sorted(words, key=lambda word: (-word["count"], str(word["label"])))}


def titles():
    """Return {facet: its title}."""
    return {
        "city": _("City"),
        "country": _("Country"),
        "role": _("Role"),
        "topic": _("Knows well"),
        "language": _("Language"),
        "mentor": _("Open to mentor"),
    }


def newcomers(city, by, days, most):
    """Return the members who joined `city` within `days` and let `by` know it, the newest first."""
    since = now() - days
    people = listed(by).filter(may_see("city", by), home_city=city, joined_at__gte=since)
    return list(people.order_by("-joined_at", "-pk")[:most])
