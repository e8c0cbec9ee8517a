"""What there is to read for a meeting, as a reader may see it."""

from network.catalogue.models import Entry

MOST_FOUND = 20
NO_READING = frozenset({"cities.city", "calendar.meeting", "congresses.congress"})
"""What the catalogue has besides things to read."""


def materials_of(meeting, member):
    """Return the Materials of a meeting with their entries, those that `member` may see."""
    rows = list(meeting.materials.all())
    seen = Entry.objects.visible_to(member).light().in_bulk([row.entry_id for row in rows]) if rows else {}
    return shown(rows, seen)


def shown(rows, seen):
    """Return the Materials whose entries are in `seen` ({pk: Entry}), with these."""
    kept = [row for row in rows if row.entry_id in seen]
    for row in kept:
        row.entry = seen[row.entry_id]
    return kept


def found_in_catalogue(member, words):
    """Return what there is to read in the catalogue that holds `words`, as `member` may see it; best first."""
    from network.catalogue import search as index

    found = index.find(words, member=member, size=MOST_FOUND * 2)
    return [hit.entry for hit in found.hits if hit.entry.source not in NO_READING][:MOST_FOUND]
