"""How bad an hour is: points per half hour of local time, and days on which a place cannot be asked at all."""

from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

HALF = timedelta(minutes=30)
BANDS = ((0, 6, 20), (6, 7, 5), (7, 8, 2), (8, 9, 1), (9, 17, 0), (17, 18, 1), (18, 20, 2), (20, 22, 5), (22, 24, 10))
"""(from hour, to hour, points for each half hour that begins in it)."""
HOURS = tuple(next(points for first, last, points in BANDS if first <= half / 2 < last) for half in range(48))
"""The default: points of the 48 half hours of a local day, midnight first."""
WEEKEND = (5, 6)


class Impossible(ValueError):
    """What was asked cannot be planned; the message says why, in English, for whoever called."""


def zone_of(name):
    """Return the ZoneInfo of an IANA name. Raises Impossible for a name that is none."""
    if not isinstance(name, str) or name not in names():
        raise Impossible(f"{name!r} is not a time zone")
    return ZoneInfo(name)


@cache
def names():
    """Return all names of zones that are known."""
    return frozenset(available_timezones())


def pain(start, minutes, zone, hours=HOURS, days_off=frozenset()):
    """Return the points of a meeting for one place, None where it cannot be asked.

    `start`: aware datetime; `minutes`: length, a begun half hour counts whole; `zone`: IANA name; `hours`: points of
    the 48 half hours of a local day, a half hour counts by when it begins; `days_off`: local dates that are free,
    besides Saturdays and Sundays. No meeting touches such a day.
    """
    tz, points = zone_of(zone), 0
    for step in range(-(-minutes // 30)):
        # Instants are moved, not wall times: the hour that is left out in spring takes no half hours along.
        here = (start + step * HALF).astimezone(tz)
        if here.weekday() in WEEKEND or here.date() in days_off:
            return None
        points += hours[here.hour * 2 + here.minute // 30]
    return points


def vector(start, minutes, zones, hours=None, days_off=None):
    """Return the points of a meeting for each of `zones` as a tuple, None where some place cannot be asked.

    `hours` and `days_off` are {zone: as `pain` takes them}; a zone that is not in them has the default.
    """
    found = []
    for zone in zones:
        points = pain(start, minutes, zone, (hours or {}).get(zone, HOURS), (days_off or {}).get(zone, frozenset()))
        if points is None:
            return None
        found.append(points)
    return tuple(found)
