"""Moments out of calendar files: dates, UTC, wall times with a zone's name, and which zone a name means."""

import re
from datetime import UTC, date, datetime, timedelta

from meetings.calendar.ics.things import Unreadable
from meetings.calendar.ics.zones import moment, names, zone

DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?", re.IGNORECASE
)
STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?", re.IGNORECASE)


def raw_moment(value):
    """Return a DATE or DATE-TIME as written: a date, a naive datetime, or an aware one in UTC. Raises Unreadable."""
    found = STAMP.fullmatch(value.strip())
    if not found:
        raise Unreadable(f"A date cannot be read: {value[:30]!r}", "date")
    try:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if found[4] is None:
            return date(year, month, day)
        # A leap second is the last second of its minute.
        wall = datetime(year, month, day, int(found[4]), int(found[5]), min(int(found[6]), 59))
    except ValueError as error:
        raise Unreadable(f"A date does not exist: {value[:30]!r}", "date") from error
    if not 1600 <= year <= 3000:
        raise Unreadable(f"A date is out of reach: {value[:30]!r}", "date")
    return wall.replace(tzinfo=UTC) if found[7] else wall


class Zones:
    """The zones of one file: what each of its TZIDs means, and where that is doubtful (`faults`).

    A present IANA name wins over the VTIMEZONE in the file, then names of Windows by CLDR; any other name is as the
    file's own VTIMEZONE says. Times without a zone are taken in `floating` (a tzinfo), or stay naive.
    """

    def __init__(self, calendar=None, floating=None):
        self.own = {}
        for one in calendar.children if calendar else ():
            if one.name == "VTIMEZONE":
                self.own.setdefault(one.value("TZID").strip('"'), one)
        self.floating, self.faults, self.known = floating, [], {}

    def named(self, name):
        """Return the tzinfo-like thing for a TZID, None where nobody knows it."""
        name = name.strip().strip('"')
        if name not in self.known:
            self.known[name] = self._find(name)
        return self.known[name]

    def _find(self, name):
        known = iana(name)
        if known:
            tz = zone(known)
            if name in self.own:
                self._compare(name, tz)
            return tz
        if name in self.own:
            from meetings.calendar.ics.foreign import Foreign

            return Foreign(self.own[name])
        self.faults.append(f"The time zone {name[:60]!r} is unknown.")
        return None

    def _compare(self, name, tz):
        """Say so where the file's own rules of a zone differ from those that are in force."""
        from meetings.calendar.ics.foreign import Foreign

        try:
            own = Foreign(self.own[name])
            for year in (2026, 2027):
                for month in (1, 4, 7, 11):
                    wall = datetime(year, month, 20, 12)
                    if own.moment(wall) != moment(wall, tz):
                        self.faults.append(f"The file's rules of {name[:60]} are not those in force; ours were used.")
                        return
        except Unreadable:
            self.faults.append(f"The file's rules of {name[:60]} cannot be read; ours were used.")

    def moment(self, wall, name):
        """Return the UTC moment of a naive wall time in the zone of a TZID; naive where there is no zone."""
        tz = self.named(name) if name else self.floating
        if tz is None:
            return wall
        return tz.moment(wall) if hasattr(tz, "moment") else moment(wall, tz)

    def read(self, parameters, value):
        """Return the value of a DTSTART-like property: a date, a UTC moment, or a naive one where it has no zone."""
        found = raw_moment(value)
        if not isinstance(found, datetime) or found.tzinfo:
            return found
        return self.moment(found, parameters.get("TZID", ""))


def iana(name):
    """Return the IANA name that a TZID means, '' where it is none: by itself, at the end of a path, or of Windows."""
    if name in names():
        return name
    tail = "/".join(name.strip("/").split("/")[-2:])
    if "/" in name.strip("/") and tail in names():
        return tail
    longer = "/".join(name.strip("/").split("/")[-3:])
    if longer in names() and "/" in longer:
        return longer
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    found = WINDOWS_TO_OLSON.get(name, "")
    return found if found in names() else ""


def duration(value):
    """Return (days, timedelta) of a DURATION: days and weeks are nominal, the rest exact. Raises Unreadable."""
    found = DURATION.fullmatch(value.strip())
    if not found or not any(found.groups()[1:]):
        raise Unreadable(f"A duration cannot be read: {value[:30]!r}", "date")
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return sign * (weeks * 7 + days), sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)
