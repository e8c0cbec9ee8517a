"""Lists of entries for machines: the words of the pages' own addresses, walked without a limit on their length."""

from itertools import batched

from django.db.models import Q

from network.catalogue import search
from network.catalogue.models import Entry
from network.interchange.works import sources, works_of

DEEPEST = 2000
BATCH = 200


def narrowed(rows, filters, kind=None):
    """Return entries narrowed to a kind and to {facet: [words]}: any word of each facet."""
    if kind:
        rows = rows.filter(kind=kind)
    for name, words in filters.items():
        rows = rows.filter(facets__overlap=[f"{name}:{word}" for word in words])
    return rows


def walked(asked, member, kind=None):
    """Yield lists of entries that `member` may see and that meet an Asked, the newest first.

    What words were searched for is walked as far as the search goes (2000), everything else to its end.
    """
    if asked.q:
        ids = [pk for page in range(1, DEEPEST // 50 + 1) for pk in _searched(asked, member, kind, page)]
        for some in batched(dict.fromkeys(ids), BATCH, strict=False):
            rows = Entry.objects.visible_to(member).light().in_bulk(some)
            yield [rows[pk] for pk in some if pk in rows]
        return
    after = None
    while True:
        rows = narrowed(Entry.objects.visible_to(member).light(), asked.filters, kind)
        some = list(page_after(rows, after)[:BATCH])
        if some:
            yield some
        if len(some) < BATCH:
            return
        after = (some[-1].published_at, some[-1].pk)


def page_after(rows, after):
    """Return rows in the order of newest first, from behind the row (published_at, pk) on."""
    if after is not None:
        moment, pk = after
        behind = Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk)
        rows = rows.filter(behind, published_at__lte=moment)
    return rows.order_by("-published_at", "-pk")


def _searched(asked, member, kind, page):
    found = search.find(
        asked.q, member=member, filters=asked.filters, within=kind, sort=asked.sort, page=page, size=50, facets=()
    )
    return [hit.entry.pk for hit in found.hits] if found.page == page and page <= found.pages else []


def works(batches, member):
    """Yield the Works of batches of entries, a batch at a time: memory stays the same however long the list is."""
    for entries in batches:
        told = works_of([entry for entry in entries if entry.source in sources()], member)
        for entry in entries:
            if (entry.source, entry.source_id) in told:
                yield told[entry.source, entry.source_id]
