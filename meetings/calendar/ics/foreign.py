"""A VTIMEZONE as a file tells it: used only for names that nobody else knows."""

import re
from bisect import bisect_right
from datetime import UTC, datetime, timedelta

from meetings.calendar.ics.rules import walls
from meetings.calendar.ics.things import Unreadable

OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?")
UNTIL = datetime(2045, 1, 1)


class Foreign:
    """The onsets of a VTIMEZONE in order. Raises Unreadable where they cannot be read."""

    def __init__(self, component):
        found = []
        for one in component.children[:400]:
            if one.name not in ("STANDARD", "DAYLIGHT"):
                continue
            before, after = offset(one.value("TZOFFSETFROM")), offset(one.value("TZOFFSETTO"))
            found += [((wall - before).replace(tzinfo=UTC), before, after) for wall in onsets(one, before)]
        if not found:
            raise Unreadable("A time zone of the file has no rules.", "zone")
        self.found = sorted(found)
        self.starts = [one[0] for one in self.found]

    def moment(self, wall):
        """Return the UTC moment of a naive wall time: in a gap by the offset before it, of two the first."""
        near = wall.replace(tzinfo=UTC, fold=0)
        for guess in sorted({self.at(near - timedelta(hours=26)), self.at(near + timedelta(hours=26))}, reverse=True):
            moment = near - guess
            if self.at(moment) == guess:
                return moment
        return near - self.at(near - timedelta(hours=26))

    def at(self, moment):
        """Return the offset that is in force at an aware moment."""
        place = bisect_right(self.starts, moment)
        return self.found[place - 1][2] if place else self.found[0][1]


def onsets(component, before):
    """Return the naive wall times at which an observance begins."""
    from meetings.calendar.ics.values import raw_moment

    start = raw_moment(component.value("DTSTART"))
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day)
    start = start.replace(tzinfo=None)
    found = [start]
    for _parameters, value in component.all("RDATE")[:200]:
        for one in value.split(",")[:200]:
            wall = raw_moment(one.split("/")[0])
            if isinstance(wall, datetime):
                found.append((wall + before).replace(tzinfo=None) if wall.tzinfo else wall)
    rule = component.value("RRULE")
    if rule:
        last = UNTIL
        told = re.search(r"UNTIL=(\d{8}(?:T\d{6}Z?)?)", rule.upper())
        if told:
            until = raw_moment(told[1])
            if not isinstance(until, datetime):
                until = datetime(until.year, until.month, until.day, 23, 59, 59)
            last = (until + before).replace(tzinfo=None) if until.tzinfo else until
        found += list(walls(rule, start, until=min(last, UNTIL)))
    return found


def offset(value):
    """Return a UTC-OFFSET as timedelta."""
    found = OFFSET.fullmatch(value.strip())
    if not found:
        raise Unreadable(f"A distance from UTC cannot be read: {value[:20]!r}", "zone")
    distance = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if distance >= timedelta(hours=24):
        raise Unreadable("A distance from UTC is longer than a day.", "zone")
    return -distance if found[1] == "-" else distance
