"""Abbreviations of time zones in what people write: found, and said what they would mean.

'EST' on a day in July is no hour that a clock in New York shows; 'CST' is Chicago, Shanghai or Havana; 'IST' is Delhi,
Dublin or Jerusalem. Whoever writes one is told, and how to write it: the hour with its place.

    find("Call at 3pm EST", date(2027, 7, 5))  ->  [Finding(found="3pm EST", …)]

Offsets are those that the abbreviations stand for (tz database, and usage where it has dropped them); what the clocks
show on the day comes from the pinned zone rules.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from meetings.calendar import times

NEW_YORK, CHICAGO, SHANGHAI = "America/New_York", "America/Chicago", "Asia/Shanghai"
MEANINGS = {
    "EST": ((NEW_YORK, -300),),
    "EDT": ((NEW_YORK, -240),),
    "CST": ((CHICAGO, -360), (SHANGHAI, 480), ("America/Havana", -300)),
    "CDT": ((CHICAGO, -300), ("America/Havana", -240)),
    "MST": (("America/Denver", -420), ("America/Vancouver", -420)),
    "MDT": (("America/Denver", -360),),
    "PST": (("America/Los_Angeles", -480), ("Asia/Manila", 480)),
    "PDT": (("America/Los_Angeles", -420),),
    "AKST": (("America/Anchorage", -540),),
    "AKDT": (("America/Anchorage", -480),),
    "IST": (("Asia/Kolkata", 330), ("Europe/Dublin", 60), ("Asia/Jerusalem", 120)),
    "IDT": (("Asia/Jerusalem", 180),),
    "BST": (("Europe/London", 60), ("Asia/Dhaka", 360)),
    "GMT": (("Europe/London", 0),),
    "CET": (("Europe/Copenhagen", 60),),
    "CEST": (("Europe/Copenhagen", 120),),
    "MEZ": (("Europe/Berlin", 60),),
    "MESZ": (("Europe/Berlin", 120),),
    "EET": (("Europe/Helsinki", 120),),
    "EEST": (("Europe/Helsinki", 180),),
    "WEST": (("Europe/Lisbon", 60),),
    "WET": (("Europe/Lisbon", 0),),
    "MSK": (("Europe/Moscow", 180),),
    "JST": (("Asia/Tokyo", 540),),
    "KST": (("Asia/Seoul", 540),),
    "HKT": (("Asia/Hong_Kong", 480),),
    "SGT": (("Asia/Singapore", 480),),
    "PKT": (("Asia/Karachi", 300),),
    "GST": (("Asia/Dubai", 240), ("Atlantic/South_Georgia", -120)),
    "AST": (("America/Halifax", -240), ("Asia/Riyadh", 180)),
    "ADT": (("America/Halifax", -180),),
    "AEST": (("Australia/Sydney", 600),),
    "AEDT": (("Australia/Sydney", 660),),
    "AWST": (("Australia/Perth", 480),),
    "NZST": (("Pacific/Auckland", 720),),
    "NZDT": (("Pacific/Auckland", 780),),
    "SAST": (("Africa/Johannesburg", 120),),
    "CAT": (("Africa/Maputo", 120),),
    "EAT": (("Africa/Nairobi", 180),),
    "WAT": (("Africa/Lagos", 60),),
    "BRT": (("America/Sao_Paulo", -180),),
    "ART": (("America/Argentina/Buenos_Aires", -180),),
    "COT": (("America/Bogota", -300),),
    "ET": ((NEW_YORK, None),),
    "CT": ((CHICAGO, None),),
    "MT": (("America/Denver", None),),
    "PT": (("America/Los_Angeles", None),),
}
"""{abbreviation: ((zone, minutes from UTC; None: whatever the clocks show there that day), …)}, the likeliest first."""

ONLY_WITH_HOUR = frozenset((
    *("WEST", "WET", "AST", "ADT", "GST", "CAT", "EAT", "WAT", "BRT", "ART", "COT", "ET", "CT", "MT", "PT"),
    *("MST", "MSK", "KST"),
))  # fmt: skip
"""Words of other meanings (a scan, a liver enzyme, a tax, a direction): found only beside an hour."""

HOUR = r"(?<![\d.:])(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:Uhr|h|hrs?|horas)\b)?"
NAMES = "|".join(sorted(MEANINGS, key=len, reverse=True))
BESIDE = re.compile(rf"(?P<hour>{HOUR})\s*\(?(?P<name>{NAMES})\b|\b(?P<name2>{NAMES})\s+(?P<hour2>{HOUR})")
LOWER = re.compile(rf"(?P<hour>{HOUR})\s*\(?(?P<name>{NAMES.lower()})\b")
ALONE = re.compile(
    rf"(?<![\w/])(?P<name>{'|'.join(sorted(set(MEANINGS) - ONLY_WITH_HOUR, key=len, reverse=True))})\b(?!/)"
)
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?:\s*([ap])\.?m)?", re.IGNORECASE)
MOST = 5
"""As many as are told of in one text."""


@dataclass(frozen=True)
class Reading:
    """One place that an abbreviation may mean. `offset`: minutes it stands for; `actual`: what clocks there show."""

    zone: str
    offset: int
    actual: int
    moment: datetime | None

    @property
    def is_out_of_season(self):
        """Whether clocks there show another hour on that day than the abbreviation says: 'EST' in July."""
        return self.offset != self.actual


@dataclass(frozen=True)
class Finding:
    """An abbreviation in a text: as it stands there, where, with which hour, and what it may mean."""

    found: str
    start: int
    abbreviation: str
    hour: time | None
    day: date
    readings: tuple

    @property
    def is_ambiguous(self):
        """Whether it means several places."""
        return len(self.readings) > 1

    @property
    def is_out_of_season(self):
        """Whether no place of those that it means shows its hour on that day."""
        return any(one.is_out_of_season for one in self.readings)


def find(text, day):
    """Return the Findings in `text` (a str), at most MOST, as they stand there; `day` (a date) is when it is about."""
    found, taken = [], []
    for pattern in (BESIDE, LOWER, ALONE):
        for match in pattern.finditer(text[:20000]):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            name = (groups.get("name") or groups.get("name2")).upper()
            clock = groups.get("hour") or groups.get("hour2")
            if pattern is LOWER and not re.search(r"[ap]\.?m|[:.h]\d\d", clock or "", re.IGNORECASE):
                continue
            taken.append(match.span())
            hour = _hour(clock)
            readings = tuple(_reading(zone, offset, hour, day) for zone, offset in MEANINGS[name])
            found.append(Finding(match.group().strip(), match.start(), name, hour, day, readings))
    return sorted(found, key=lambda one: one.start)[:MOST]


def _hour(text):
    """Return the time of '3pm', '15:00', '15.30', '9', or None."""
    match = CLOCK.match(text or "")
    if not match:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 else None


def _reading(zone, offset, hour, day):
    noon = datetime.combine(day, hour or time(12))
    there = times.instants(noon, zone) or times.instants(times.neighbours(noon, zone)[1], zone)
    actual = round((noon.replace(tzinfo=UTC) - there[0]) / timedelta(minutes=1))
    actual = _offset_at(there[0], zone, actual)
    offset = actual if offset is None else offset
    moment = noon.replace(tzinfo=UTC) - timedelta(minutes=offset) if hour else None
    return Reading(zone, offset, actual, moment)


def _offset_at(moment, zone, otherwise):
    distance = times.local(moment, zone).utcoffset()
    return otherwise if distance is None else int(distance / timedelta(minutes=1))


def offset_words(minutes):
    """Return minutes from UTC as people read them: 'UTC+8', 'UTC−3:30', 'UTC'."""
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '\N{MINUS SIGN}'}{hours}" + (f":{rest:02d}" if rest else "")


def sentences(finding):
    """Return what to tell whoever wrote it, one sentence each: what it may mean, where, and how to write it."""
    from meetings.calendar import saying

    told = []
    places = [(one, saying.place(one.zone)) for one in finding.readings]
    if finding.is_ambiguous:
        names = ", ".join(f"{place} ({offset_words(one.offset)})" for one, place in places)
        told.append(_("“%(found)s” can mean several clocks: %(places)s.") % {"found": finding.found, "places": names})
    for one, place in places:
        if one.is_out_of_season:
            told.append(
                _("%(name)s is %(says)s, but on %(day)s the clocks of %(place)s show %(shows)s.")
                % {
                    "name": finding.abbreviation,
                    "says": offset_words(one.offset),
                    "day": saying.day_words(finding.day, finding.day, near=False),
                    "place": place,
                    "shows": offset_words(one.actual),
                }
            )
        elif not finding.is_ambiguous:
            told.append(_("%(name)s is the clock of %(place)s, %(says)s that day.")
                        % {"name": finding.abbreviation, "place": place, "says": offset_words(one.offset)})  # fmt: skip
    if finding.hour:
        hour = f"{finding.hour:%H:%M}"
        written = " / ".join(f"{hour} {place} ({offset_words(one.actual)})" for one, place in places)
        told.append(_("Write the place instead: %(written)s.") % {"written": written})
    else:
        told.append(_("Write the hour with its place, as in “15:00 Copenhagen”."))
    return [str(one) for one in told]


def local_hours(finding, zones):
    """Return [(Reading, its place, [(place, 'Thu 03:00', offset)])]: the hour in each zone, if an hour was written."""
    from meetings.calendar import saying

    rows = []
    for one in finding.readings if finding.hour else ():
        day = times.local(one.moment, one.zone).date()
        there = [(saying.place(zone), saying.other(one.moment, zone, day)) for zone in zones]
        rows.append((one, saying.place(one.zone), there))
    return rows
