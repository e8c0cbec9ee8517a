"""Which records there are: what everybody may see, and what everybody once could (deleted, for a harvester).

Read in the order (told_at, id), which is the order in which changes become visible: whoever goes on from where they
stopped misses nothing, whatever changes meanwhile; what changed is met again, later in the list.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import override

from network.catalogue.models import Entry
from network.interchange.oai import sets
from network.interchange.oai.asked import Refused
from network.interchange.works import sources, works_of
from network.kit.audience import PUBLIC
from network.kit.clock import now

SIZE = 100
LIGHT = ("source", "source_id", "facets", "audience", "told_at", "withdrawn_at")


@dataclass(frozen=True)
class Record:
    """One record: its entry, and its Work unless it is deleted or was not asked for."""

    entry: Entry
    is_deleted: bool
    work: object = None

    @property
    def identifier(self):
        """The name under which harvesters know it."""
        return identifier_of(self.entry.source, self.entry.source_id)

    @property
    def sets(self):
        """Its sets. What was closed tells nothing of what became of it behind the door."""
        return sets.specs_of(self.entry) if PUBLIC in self.entry.audience else []


def identifier_of(source, number):
    """Return an OAI identifier: oai:portal.example:library.resource:12."""
    return f"oai:{host()}:{source}:{number}"


def host():
    """Return the host by which records are named."""
    return settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]


def told():
    """Return the entries that everybody may, or once could, see."""
    return Entry.objects.filter(told_at__isnull=False, source__in=sources()).order_by("told_at", "pk")


def one(identifier):
    """Return the entry of an identifier. Raises Refused if there is none, or never was one for everybody."""
    head, _, rest = identifier.partition(f"oai:{host()}:")
    source, _, number = rest.rpartition(":")
    entry = None if head or not source else told().filter(source=source, source_id=number).only(*LIGHT).first()
    if entry is None:
        raise Refused("idDoesNotExist", "There is no record of this name.")
    return entry


def page(asked, *, whole):
    """Return (Records of one page, the Asked of the next or None, how many there are in all)."""
    rows = selected(asked)
    size = asked.size if asked.size is not None else rows.count()
    if asked.moment:
        later = Q(told_at__gt=asked.moment) | Q(told_at=asked.moment, pk__gt=asked.pk)
        rows = rows.filter(later, told_at__gte=asked.moment)
    found = list(rows.only(*LIGHT)[: SIZE + 1])
    shown = found[:SIZE]
    more = None
    if len(found) > SIZE:
        more = asked.after(shown[-1].told_at, shown[-1].pk, len(shown), max(size, asked.cursor + len(found)))
    return with_works(shown, whole=whole), more, size


def selected(asked):
    """Return the entries of a list, of its set and between its moments."""
    rows = told()
    if asked.since:
        rows = rows.filter(told_at__gte=asked.since)
    if asked.until:
        rows = rows.filter(told_at__lt=asked.until)
    if asked.set:
        word = sets.word_of(asked.set)
        if word is None:
            return rows.none()
        # What was closed is told to every set: which of them it is in now is nobody's business.
        inside = Q(facets__contains=[":".join(word)]) if word[1] else ~Q(pk=None)
        rows = rows.filter(inside | ~Q(audience__contains=[PUBLIC]))
    return rows


def with_works(entries, *, whole):
    """Return the Records of entries; `whole` with their Works, as everybody may read them, in English."""
    is_open = {entry.pk: entry.withdrawn_at is None and PUBLIC in entry.audience for entry in entries}
    works = {}
    if whole:
        with override("en"):
            works = works_of([entry for entry in entries if is_open[entry.pk]])
    made = []
    for entry in entries:
        work = works.get((entry.source, entry.source_id))
        # A thing that was closed between the two statements is told as what it is now: gone.
        made.append(Record(entry, not is_open[entry.pk] or (whole and work is None), work))
    return made


def earliest():
    """Return the moment before which nothing was told."""
    first = told().values_list("told_at", flat=True).first()
    return first or now()


def known_until():
    """Return the moment up to which every change is told: now, or before a writer that is still at work.

    Harvesters ask next time from this moment on; a change that is being written in a long transaction lies after it.
    """
    moment = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT value FROM catalogue_counter WHERE name = 'change' FOR SHARE SKIP LOCKED")
        if cursor.fetchone():
            return moment
    last = told().reverse().values_list("told_at", flat=True).first()
    return min(moment, last) if last else moment - timedelta(hours=1)
