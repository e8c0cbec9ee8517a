"""Reads: a shelf as its page shows it, lists of shelves, and what a citation needs of what stands on one."""

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q

from network.catalogue import cards
from network.catalogue.models import Entry
from network.interchange import works
from network.interchange.formats import FORMATS
from network.interchange.formats.table import FORMULA
from resources.collections.models import Collection, Following, Placement

PAGE = 40


def seen_by(member):
    """Return the entries that `member` sees, to narrow placements by."""
    return Entry.objects.visible_to(member)


def with_counts(collections, member):
    """Add to each shelf how many of its entries `member` sees (`seen`); what is hidden is not counted."""
    seen = Count("placements", filter=Q(placements__entry__in=seen_by(member).values("pk")), distinct=True)
    return collections.annotate(seen=seen).select_related("owner__home_city")


def placements_of(collection, member):
    """Return what `member` sees on a shelf, in its order, each with its entry and its card."""
    placements = list(
        collection.placements.filter(entry__in=seen_by(member))
        .select_related("entry")
        .defer("entry__text")
        .order_by("position", "pk")
    )
    cards.prepare([one.entry for one in placements])
    return placements


def shared(member):
    """Return the shared shelves that `member` sees and that are not their own, the last touched first."""
    others = Collection.objects.visible_to(member).shared()
    if member.is_authenticated:
        others = others.exclude(owner=member)
    return with_counts(others, member).order_by("-changed_at", "-pk")


def holding(thing, member, most=6):
    """Return the shared shelves with the entry of `thing` that `member` sees."""
    held = Placement.objects.filter(
        collection=OuterRef("pk"), entry__source=thing._meta.label_lower, entry__source_id=str(thing.pk)
    )
    shelves = Collection.objects.visible_to(member).shared().filter(Exists(held))
    return list(with_counts(shelves, member).order_by("-changed_at", "-pk")[:most])


def mine_for(entry, member):
    """Return the shelves of `member`, the last touched first; each knows whether it holds `entry` (`holds`)."""
    held = Placement.objects.filter(collection=OuterRef("pk"), entry=entry)
    return list(Collection.objects.of(member).annotate(holds=Exists(held)))


def is_followed(collection, member):
    """Say whether `member` follows a shelf."""
    return member.is_authenticated and Following.objects.filter(collection=collection, member=member).exists()


def entry_of(resource):
    """Return the entry of a published resource, None without one; asked once for each page."""
    if "_entry" not in resource.__dict__:
        resource.__dict__["_entry"] = Entry.objects.of(resource).light().filter(withdrawn_at=None).first()
    return resource.__dict__["_entry"]


def works_of(placements, member):
    """Return [(Work, note)] of what stands on a shelf, in order, as `member` (None: a visitor) may read it."""
    known = works.works_of([one.entry for one in placements], member)
    return [
        (known.get((one.entry.source, one.entry.source_id)) or _plain_work(one.entry), one.note) for one in placements
    ]


def _plain_work(entry):
    """Return the Work of a thing that its room describes to no machine (a city, another shelf): what its card says."""
    title, language = entry.title_in(next(iter(entry.titles), "en"))
    return works.Work(
        number=entry.pk,
        source=entry.source,
        title=title,
        language=language,
        address=settings.SITE_URL + entry.address,
        page=entry.address,
        summaries=entry.summaries,
        publisher=settings.NETWORK_NAME,
        published_at=entry.published_at,
        changed_at=entry.changed_at,
        authors=tuple(works.Person(person["name"]) for person in entry.people),
    )


def written(listed, ending):
    """Return a list of (Work, note) as the text of one of the formats of lists; a table has the notes beside it."""
    lines = FORMATS[ending].many([work for work, _note in listed])
    if ending != "csv":
        return "".join(lines)
    notes = ["note", *(note for _work, note in listed)]
    return "".join(f"{line.removesuffix('\r\n')},{_cell(note)}\r\n" for line, note in zip(lines, notes, strict=True))


def _cell(note):
    """Return a note as one cell of a table: what a spreadsheet would run is made text."""
    text = f"'{note}" if note.startswith(FORMULA) else note
    return '"' + text.replace('"', '""') + '"'
