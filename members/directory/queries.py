"""Reads of the directory: members narrowed by city, role, language and name, with counts for each word."""

from django.db.models import Count, F, Func, Q
from django.utils.translation import get_language

from members.accounts.models import Member, Role
from network.cities.models import City
from network.kit.words import language_name

KEYS = ("city", "role", "language")


def narrowed(people, chosen, q, without=None):
    """Return `people` narrowed by the chosen words (but not by the facet `without`) and by a part of the name."""
    if chosen["city"] and without != "city":
        people = people.filter(home_city__slug__in=chosen["city"])
    if chosen["role"] and without != "role":
        people = people.filter(role__in=chosen["role"])
    if chosen["language"] and without != "language":
        people = people.filter(languages__overlap=chosen["language"])
    for word in q.split()[:6]:
        people = people.filter(
            Q(name__icontains=word) | Q(name_latin__icontains=word) | Q(organisation__name__icontains=word)
        )
    return people


def facets_of(people, chosen, q, member):
    """Return the groups of the facet panel: three statements, whatever the number of members."""
    city = narrowed(people, chosen, q, "city").order_by().values_list("home_city__slug").annotate(n=Count("pk"))
    role = narrowed(people, chosen, q, "role").order_by().values_list("role").annotate(n=Count("pk"))
    tongue = narrowed(people, chosen, q, "language").order_by()
    tongue = tongue.annotate(tongue=Func(F("languages"), function="unnest")).values_list("tongue")
    tongue = tongue.annotate(n=Count("pk"))
    cities = {place.slug: place.name_in(get_language() or "en") for place in City.objects.visible_to(member)}
    roles = dict(Role.choices)
    return [
        _group("city", city, cities, chosen),
        _group("role", role, roles, chosen),
        _group("language", tongue, None, chosen),
    ]


def _group(key, counts, labels, chosen):
    counts = {word: number for word, number in counts if word}
    for word in chosen[key]:
        counts.setdefault(word, 0)
    words = [
        {
            "word": word,
            "label": labels.get(word, word) if labels is not None else language_name(word),
            "count": number,
            "on": word in chosen[key],
        }
        for word, number in counts.items()
    ]
    return {"key": key, "words": sorted(words, key=lambda word: (-word["count"], str(word["label"])))}


def listed(member):
    """Return the members that `member` may see in the directory, with what a line shows."""
    return (
        Member.objects.visible_to(member)
        .filter(status=Member.Status.MEMBER)
        .select_related("home_city", "organisation")
    )
