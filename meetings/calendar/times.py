"""Wall times and instants. The rules of zones come from the pinned tzdata wheel; nothing here knows the database.

A wall time is a naive datetime. It names one instant, none (an hour that was left out in spring), or two (an hour that
came twice in autumn); who plans a meeting is asked which is meant.
"""

from datetime import UTC, datetime
from functools import cache

import tzdata
from babel.dates import get_timezone_location

from network.kit.clock import offset
from network.kit.clock import zone as zone_of

__all__ = ["VERSION", "instants", "is_night", "local", "neighbours", "offset", "place"]

VERSION = tzdata.IANA_VERSION
"""Version of the zone rules, e.g. '2026f'."""


def instants(wall, zone):
    """Return the UTC instants that the naive `wall` time names in the IANA zone `zone`: none, one, or two in order."""
    found = []
    for fold in (0, 1):
        aware = wall.replace(tzinfo=zone_of(zone), fold=fold)
        moment = datetime.fromtimestamp(aware.timestamp(), UTC)
        if moment.astimezone(zone_of(zone)).replace(tzinfo=None) == wall and moment not in found:
            found.append(moment)
    return tuple(found)


def neighbours(wall, zone):
    """Return the last wall time before and the first after a gap in which `wall` lies: (naive, naive).

    Both are the nearest times that keep the minutes of `wall`: 02:30 that does not exist gives 01:30 and 03:30.
    """
    tz = zone_of(zone)
    before = datetime.fromtimestamp(wall.replace(tzinfo=tz, fold=1).timestamp(), UTC).astimezone(tz)
    after = datetime.fromtimestamp(wall.replace(tzinfo=tz, fold=0).timestamp(), UTC).astimezone(tz)
    return before.replace(tzinfo=None, fold=0), after.replace(tzinfo=None, fold=0)


def local(moment, zone):
    """Return the aware `moment` as the wall clock of `zone` shows it (aware)."""
    return moment.astimezone(zone_of(zone))


@cache
def place(zone, language):
    """Return the city that a zone is named after, in `language` ('en', 'da', 'es', 'zh-hans')."""
    locale = {"zh-hans": "zh_Hans_CN"}.get(language, language.replace("-", "_"))
    return get_timezone_location(zone_of(zone), locale=locale, return_city=True)


def is_night(moment, zone):
    """Whether it is between 22:00 and 7:00 in `zone`."""
    return not 7 <= local(moment, zone).hour < 22
