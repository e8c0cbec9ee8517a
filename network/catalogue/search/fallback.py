"""Finding without the index: bounded work in PostgreSQL, no ranking. For the minutes until the index is there."""

from collections import Counter

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from network.catalogue.models import Entry
from network.catalogue.search.found import Found

NEWEST = 5000
CAP = 1000


def find(parts, member, filters, within, page, size, facets, sort="newest"):
    """Return Found, without snippets, from the newest entries that `member` may see."""
    seen = Entry.objects.visible_to(member)
    if within:
        seen = seen.filter(kind=within)
    for name, words in filters.items():
        seen = seen.filter(facets__overlap=[f"{name}:{word}" for word in words])
    if parts:
        newest = Entry.objects.visible_to(member).order_by("-published_at", "-pk").values("pk")[:NEWEST]
        seen = seen.filter(pk__in=newest).annotate(
            _titles=Cast("titles", TextField()), _lines=Cast("summaries", TextField())
        )
        for part in parts:
            met = Q()
            for text in (part.text, *part.others):
                met |= Q(_titles__icontains=text) | Q(_lines__icontains=text) | Q(text__icontains=text)
            seen = seen.filter(met)
    order = ("published_at", "pk") if sort == "oldest" else ("-published_at", "-pk")
    rows = list(seen.order_by(*order).values_list("pk", "facets")[:CAP])
    counts = {name: Counter() for name in facets}
    for _, words in rows:
        for word in words:
            name, _, value = word.partition(":")
            if name in counts:
                counts[name][value] += 1
    ids = [pk for pk, _ in rows[(page - 1) * size : page * size]]
    found = Found(total=len(rows), simple=True)
    found.facets = {name: counter.most_common() for name, counter in counts.items()}
    return found, ids
