"""What waits for a person: rooms register it in their `desk.py`; the desk and the badge read it.

    @waits(lambda member: Application.objects.answered_by(member))
    def applications(member, things):
        for thing in things:
            yield Row(sentence=…, address=…, act=…)

The queryset serves the count (all rooms together by one statement), the generator the rows.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache import caches
from django.db.models import Max, Value

from network.activity.models import Activity

SECTIONS = ("people", "due", "others")
URGENCIES = ("late", "soon", "calm")
NEVER = datetime.max.replace(tzinfo=UTC)
_sources = []
KEPT_SECONDS = 20
"""How long a count is kept at most; whatever anybody does makes it anew at once."""


@dataclass(frozen=True)
class Row:
    """One thing that waits: a sentence, where to act, what the act is called, since when, by when."""

    sentence: str
    address: str
    act: str
    line: str = ""
    since: datetime | None = None
    due: datetime | None = None
    urgency: str = "calm"
    section: str = "people"


@dataclass(frozen=True)
class Source:
    """What one room lets wait."""

    things: object
    rows: object


def waits(things):
    """Register `def rows(member, queryset) -> iterable of Row`; `things(member)` returns the queryset."""

    def register(rows):
        _sources.append(Source(things, rows))
        return rows

    return register


def rows_for(member):
    """Return {section: [Row]} of all that waits for `member`, the most urgent and then the longest waiting first."""
    found = {section: [] for section in SECTIONS}
    # One statement tells who has anything; only they are asked for it.
    for source in (_sources[place] for place in sorted(_counts(member))):
        for row in source.rows(member, source.things(member)):
            found[row.section].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (URGENCIES.index(row.urgency), row.due or row.since or NEVER))
    return {section: rows for section, rows in found.items() if rows}


def count_for(member):
    """Return how many things wait for `member`, by one statement for all rooms, kept until something happens."""
    if not _sources or not getattr(member, "is_member", False):
        return 0
    last = Activity.objects.order_by().aggregate(last=Max("pk"))["last"]
    cache, key = caches["fragments"], f"desk:{member.pk}:{last}"
    count = cache.get(key)
    if count is None:
        count = _count(member)
        cache.set(key, count, KEPT_SECONDS)
    return count


def _count(member):
    return sum(_counts(member).values())


def _counts(member):
    """Return {place of the source: how many things of it wait for `member`}, by one statement; none for nothing."""
    counted = [
        source.things(member).order_by().annotate(_place=Value(place)).values_list("_place", flat=True)
        for place, source in enumerate(_sources)
    ]
    if not counted:
        return {}
    return Counter(counted[0] if len(counted) == 1 else counted[0].union(*counted[1:], all=True).order_by())
