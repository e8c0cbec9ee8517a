"""Rules of zones from the pinned tzdata alone: which there are, when they change, whether their law is settled."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from functools import cache

# An old copy of the rules on the machine must never win over the pinned one.
zoneinfo.reset_tzpath(to=())
STEP = timedelta(days=1)


@cache
def names():
    """Return the set of all IANA names that the pinned tzdata knows."""
    return frozenset(zoneinfo.available_timezones())


def zone(name):
    """Return the ZoneInfo of an IANA name. Raises ValueError for a name that is none."""
    if name not in names():
        raise ValueError(f"“{name}” is not a time zone")
    return zoneinfo.ZoneInfo(name)


def moment(wall, tz):
    """Return the UTC instant of a naive wall time (RFC 5545 3.3.5).

    A time in a gap is read with the offset before it, of a time that comes twice the first is meant; fold is obeyed.
    """
    return datetime.fromtimestamp(wall.replace(tzinfo=tz).timestamp(), UTC)


def is_gap(wall, tz):
    """Whether the naive wall time does not exist in the zone."""
    return moment(wall, tz).astimezone(tz).replace(tzinfo=None, fold=0) != wall.replace(fold=0)


def is_double(wall, tz):
    """Whether the naive wall time comes twice."""
    first, second = moment(wall.replace(fold=0), tz), moment(wall.replace(fold=1), tz)
    return first != second and not is_gap(wall, tz)


def regime(when, tz):
    """Return (offset, name, dst) that are in force at an aware moment."""
    there = when.astimezone(tz)
    return there.utcoffset(), there.tzname(), bool(there.dst())


@cache
def changes(name, first_year, last_year):
    """Return [(UTC instant, regime before, regime after)] from 1 January of `first_year` to that of `last_year`.

    Found by bisection over steps of a day, so a change of name or daylight saving alone is found as well.
    """
    tz = zone(name)
    at, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year, 1, 1, tzinfo=UTC)
    found, before = [], regime(at, tz)
    while at < end:
        after = regime(at + STEP, tz)
        if after != before:
            low, high = at, at + STEP
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // timedelta(seconds=2) * timedelta(seconds=1)
                low, high = (middle, high) if regime(middle, tz) == before else (low, middle)
            found.append((high, before, after))
        at, before = at + STEP, after
    return tuple(found)


def is_settled(name, first, last, today=None):
    """Whether readers with old rules still read this zone right between two aware moments.

    It is where the clock follows one yearly rule from 24 months before `today` (else `first`) until `last`: as many
    changes each year, at the same hour of the same weekday in the same week, to the same offsets. A new law (Vancouver
    in 2026) and rules that follow the moon (Morocco) are not settled.
    """
    begin = min(first, today or first).year - 2
    years = {}
    for at, old, new in changes(name, begin, last.year + 2):
        wall = (at + old[0]).replace(tzinfo=None)
        # A change right at New Year belongs to the year that it begins.
        key = (wall.month, wall.weekday(), wall.time(), old[0], new[0])
        years.setdefault(wall.year, []).append((key, wall.day))
    per_year = [years.get(year, []) for year in range(begin, last.year + 2)]
    if len({tuple(key for key, _day in each) for each in per_year}) != 1:
        return False
    for days in zip(*([day for _key, day in each] for each in per_year), strict=True):
        if max(days) - min(days) > 6:
            return False
    return True
