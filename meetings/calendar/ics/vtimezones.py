"""VTIMEZONE with one observance per onset: no rule, no list of dates. The readers that were tried misread both."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from meetings.calendar.ics.zones import changes, regime, zone


def offset(distance):
    """Return a distance from UTC as UTC-OFFSET."""
    seconds = int(distance.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    rest = f"{seconds % 60:02d}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02d}{seconds % 3600 // 60:02d}{rest}"


@lru_cache(maxsize=500)
def vtimezone(name, first_year, last_year):
    """Return the lines of the zone's VTIMEZONE from a year before `first_year` until the end of `last_year`."""
    begin = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    found = regime(begin, zone(name))
    out = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    out += observance(begin, found, found)
    for at, before, after in changes(name, first_year - 1, last_year + 1):
        out += observance(at, before, after)
    return (*out, "END:VTIMEZONE")


def observance(at, before, after):
    """Return the lines of one STANDARD or DAYLIGHT: it begins at the UTC instant `at`, told in the old wall time."""
    kind = "DAYLIGHT" if after[2] else "STANDARD"
    wall = (at + before[0]).replace(tzinfo=None)
    if wall.microsecond:
        wall += timedelta(seconds=1)
    return [
        f"BEGIN:{kind}",
        f"TZNAME:{after[1]}",
        f"TZOFFSETFROM:{offset(before[0])}",
        f"TZOFFSETTO:{offset(after[0])}",
        f"DTSTART:{wall.year:04d}{wall:%m%dT%H%M%S}",
        f"END:{kind}",
    ]
