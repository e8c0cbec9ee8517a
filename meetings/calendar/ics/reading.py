"""Whole calendars read: imports, and what other programs made of ours."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from meetings.calendar.ics import rules
from meetings.calendar.ics.parsing import parse, text
from meetings.calendar.ics.replies import address, number
from meetings.calendar.ics.things import Person, Unreadable
from meetings.calendar.ics.values import Zones, duration, raw_moment

MOST_EVENTS = 20_000
MOST_DATES = 5_000


@dataclass(slots=True)
class Found:
    """One VEVENT as read. Moments are in UTC, days are dates, times without a zone stay naive.

    `wall` is DTSTART as written (naive or a date) and `zone` its TZID: a rule is walked by these. `length` is (days,
    exact rest): days are nominal, hours exact. `ranges` says that RECURRENCE-ID holds for all dates that follow.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    wall: datetime | date
    zone: str
    length: tuple
    summary: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    stamp: datetime | None = None
    recurrence: datetime | date | None = None
    ranges: bool = False
    rules: tuple = ()
    dates: tuple = ()
    exdates: tuple = ()
    organizer: Person | None = None
    attendees: tuple = ()
    description: str = ""
    location: str = ""
    url: str = ""
    in_utc: bool = False


@dataclass(slots=True)
class Calendar:
    """What a file holds: METHOD, its name, its events, what is doubtful in it, and what its zones mean."""

    method: str
    name: str
    events: list
    faults: list
    zones: list = field(default_factory=list, repr=False)


def read(raw, *, floating=None):
    """Return the Calendar that octets hold. Raises Unreadable, and nothing else.

    `floating` (a tzinfo) is what times without a zone are meant in; without it they stay naive.
    """
    try:
        return _read(bytes(raw), floating)
    except Unreadable:
        raise
    except Exception as error:
        # Files are written by strangers: whatever the parts above did not foresee is a refusal as well.
        raise Unreadable(f"The calendar cannot be read ({type(error).__name__}).") from error


def _read(raw, floating):
    calendars, faults = parse(raw)
    events, all_zones, methods, names = [], [], [], []
    for calendar in calendars:
        own = floating
        told = calendar.value("X-WR-TIMEZONE")
        if own is None and told:
            own = Zones().named(told)
        zones = Zones(calendar, floating=own)
        methods.append(calendar.value("METHOD").upper())
        names.append(text(calendar.value("NAME") or calendar.value("X-WR-CALNAME")))
        for one in calendar.children:
            if one.name != "VEVENT":
                continue
            if len(events) >= MOST_EVENTS:
                raise Unreadable(f"The calendar has more than {MOST_EVENTS} events.", "size")
            try:
                events.append((_event(one, zones, faults), zones))
            except Unreadable as fault:
                faults.append(f"An event was left out: {fault}")
        faults += zones.faults
        all_zones.append(zones)
    if len(set(methods) - {""}) > 1:
        raise Unreadable("The calendar names different methods.", "several")
    found = Calendar(next(filter(None, methods), ""), next(filter(None, names), ""), [one for one, _ in events], faults)
    found.zones = [zones for _one, zones in events]
    return found


def _event(one, zones, faults):
    parameters, value = one.first("DTSTART")
    if not value:
        raise Unreadable("it has no DTSTART.", "date")
    wall = raw_moment(value)
    start = zones.read(parameters, value)
    end, length = _end(one, zones, wall, start, parameters.get("TZID", ""))
    return Found(
        uid=text(one.value("UID"))[:500],
        start=start,
        end=end,
        wall=wall.replace(tzinfo=None) if isinstance(wall, datetime) else wall,
        zone=parameters.get("TZID", ""),
        length=length,
        in_utc=isinstance(wall, datetime) and wall.tzinfo is not None,
        summary=text(one.value("SUMMARY"))[:1000],
        description=text(one.value("DESCRIPTION"))[:20_000],
        location=text(one.value("LOCATION"))[:1000],
        url=one.value("URL")[:2000],
        status=one.value("STATUS").upper() or "CONFIRMED",
        sequence=number(one.value("SEQUENCE"), faults),
        stamp=zones.read(*one.first("DTSTAMP")) if one.value("DTSTAMP") else None,
        recurrence=zones.read(*one.first("RECURRENCE-ID")) if one.value("RECURRENCE-ID") else None,
        ranges=one.first("RECURRENCE-ID")[0].get("RANGE", "").upper() == "THISANDFUTURE",
        rules=tuple(rule for _parameters, rule in one.all("RRULE")[:4] if rules.parts(rule)),
        dates=tuple(_several(one, "RDATE", zones)),
        exdates=tuple(when for when, _until in _several(one, "EXDATE", zones)),
        organizer=_person(*one.first("ORGANIZER")) if one.value("ORGANIZER") else None,
        attendees=tuple(_person(*each) for each in one.all("ATTENDEE")[:500]),
    )


def _end(one, zones, wall, start, tzid):
    """Return (end, (days, exact rest)): hours are exact from the start's instant, days go by the calendar."""
    raw, told = one.value("DTEND"), one.value("DURATION")
    if raw:
        end = zones.read(*one.first("DTEND"))
        if isinstance(end, datetime) != isinstance(start, datetime) or _mixed(start, end):
            raise Unreadable("its end is of another kind than its start.", "date")
        if end < start:
            raise Unreadable("it ends before it begins.", "date")
        return end, ((end - start).days, timedelta()) if not isinstance(start, datetime) else (0, end - start)
    if told:
        length = duration(told)
        if length[0] < 0 or length[1] < timedelta():
            raise Unreadable("it ends before it begins.", "date")
    else:
        length = (0, timedelta()) if isinstance(start, datetime) else (1, timedelta())
    naive = wall.replace(tzinfo=None) if isinstance(wall, datetime) else wall
    return ended(start, naive, length, zones, tzid), length


def _mixed(start, end):
    return isinstance(start, datetime) and (start.tzinfo is None) != (end.tzinfo is None)


def ended(start, wall, length, zones, tzid):
    days, rest = length
    if not isinstance(start, datetime):
        return start + timedelta(days=days) + (timedelta(days=1) if rest else timedelta())
    if not days:
        return start + rest
    if not tzid and start.tzinfo:
        return start + timedelta(days=days) + rest
    end = zones.moment(wall + timedelta(days=days), tzid)
    return end + rest


def _several(one, name, zones):
    """Yield (start, end or None) of RDATE or EXDATE, lists and periods taken apart."""
    seen = 0
    for parameters, value in one.all(name):
        for word in filter(None, value.split(",")):
            seen += 1
            if seen > MOST_DATES:
                raise Unreadable(f"it has more than {MOST_DATES} dates in {name}.", "size")
            first, _sign, last = word.partition("/")
            start = zones.read(parameters, first)
            if not last:
                yield start, None
            elif last.upper().lstrip("+-").startswith("P"):
                days, rest = duration(last)
                yield start, start + timedelta(days=days) + rest
            else:
                yield start, zones.read(parameters, last)


def _person(parameters, value):
    return Person(
        address(value),
        parameters.get("CN", ""),
        partstat=parameters.get("PARTSTAT", "NEEDS-ACTION").upper(),
        role=parameters.get("ROLE", "REQ-PARTICIPANT").upper(),
        rsvp=parameters.get("RSVP", "").upper() == "TRUE",
    )


def newest(events):
    """Return the events by (UID, recurrence), of each the one with the highest SEQUENCE and the newest DTSTAMP."""
    kept = {}
    for at, (event, zones) in enumerate(events):
        key = (event.uid or f"\0{at}", event.recurrence)
        rank = (event.sequence, event.stamp.isoformat() if event.stamp else "")
        if key not in kept or rank >= kept[key][0]:
            kept[key] = (rank, event, zones)
    return {key: (event, zones) for key, (_rank, event, zones) in kept.items()}
