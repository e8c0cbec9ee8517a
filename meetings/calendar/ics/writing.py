"""Calendar files, written line by line: a fetch of two thousand events costs what the joining of text costs."""

from datetime import UTC, datetime, timedelta

from meetings.calendar.ics import lines
from meetings.calendar.ics.rules import last_start
from meetings.calendar.ics.vtimezones import vtimezone
from meetings.calendar.ics.zones import zone

PRODID = "-//Knowledge Network Portal//Meetings 1.0//EN"
AHEAD = 3
"""Years of a zone's rules that a file carries beyond the events' first year."""


def calendar(events, *, method=None, name="", refresh_hours=None):
    """Return a calendar file of `events` ([Event]) with the VTIMEZONEs that they use, as octets.

    `method` is the word of RFC 5546 (REQUEST, CANCEL, …), None for a file to take along. Raises ValueError for an
    unknown zone or a word that iCalendar does not have.
    """
    out = head(method=method, name=name, refresh_hours=refresh_hours)
    for zone_name, (first, last) in sorted(used(events).items()):
        out += vtimezone(zone_name, first, last)
    for event in events:
        out += vevent(event)
    out.append("END:VCALENDAR")
    return b"".join(map(lines.fold, out))


def head(*, method=None, name="", refresh_hours=None):
    """Return the first lines of a calendar."""
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", "CALSCALE:GREGORIAN"]
    if method:
        out.append(f"METHOD:{lines.token(method)}")
    if name:
        out += [f"NAME:{lines.text(name)}", f"X-WR-CALNAME:{lines.text(name)}"]
    if refresh_hours:
        out += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours:d}H", f"X-PUBLISHED-TTL:PT{refresh_hours:d}H"]
    return out


def used(events):
    """Return {zone: (first year, last year)} of the wall times that `events` are written in."""
    found = {}
    for event in events:
        if not event.zone or event.all_day:
            continue
        zone(event.zone)
        moments = [event.start, event.end, *event.exdates, *([event.recurrence] if event.recurrence else [])]
        last = max(moments)
        if event.rrule:
            last = max(last, last_start(event.start, event.rrule, event.zone) + timedelta(days=1))
        first = min(moments).year
        known = found.get(event.zone, (first, first + AHEAD))
        found[event.zone] = (min(known[0], first), max(known[1], last.year + 1, first + AHEAD))
    return found


def vevent(event):
    """Return the lines of one event, unfolded."""
    tz = zone(event.zone) if event.zone and not event.all_day else None
    stamp = lines.utc(event.stamp or datetime.now(UTC))
    out = ["BEGIN:VEVENT", f"UID:{lines.text(event.uid)}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}"]
    if event.recurrence is not None:
        out.append(lines.stamped("RECURRENCE-ID", event.recurrence, event.zone, tz))
    place = (None, None) if event.in_utc else (event.zone, tz)
    out.append(lines.stamped("DTSTART", event.start, *place))
    out.append(lines.stamped("DTEND", event.end, *place))
    if event.rrule:
        out.append(f"RRULE:{lines.rule(event.rrule)}")
    out += [lines.stamped("EXDATE", one, event.zone, tz) for one in event.exdates]
    out += [f"SEQUENCE:{event.sequence:d}", f"STATUS:{lines.token(event.status)}"]
    out.append("TRANSP:TRANSPARENT" if event.transparent else "TRANSP:OPAQUE")
    out.append(f"SUMMARY:{lines.text(event.summary)}")
    if event.description:
        out.append(f"DESCRIPTION:{lines.text(event.description)}")
    if event.location:
        out.append(f"LOCATION:{lines.text(event.location)}")
    if event.url:
        out.append(f"URL:{lines.uri(event.url)}")
    if event.categories:
        out.append("CATEGORIES:" + ",".join(map(lines.text, event.categories)))
    if event.related_to:
        out.append(f"RELATED-TO;RELTYPE=SIBLING:{lines.text(event.related_to)}")
    if event.conference:
        out.append(f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{lines.uri(event.conference)}")
    if event.html:
        out.append(f"X-ALT-DESC;FMTTYPE=text/html:{lines.text(event.html)}")
    out += people(event)
    if event.alarm is not None:
        out += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{lines.text(event.summary)}",
            f"TRIGGER:-PT{event.alarm:d}M",
            "END:VALARM",
        ]
    out.append("END:VEVENT")
    return out


def people(event):
    """Return the lines of organizer and attendees."""
    out = []
    if event.organizer:
        name = f";CN={lines.parameter(event.organizer.name)}" if event.organizer.name else ""
        out.append(f"ORGANIZER{name}:{lines.mailto(event.organizer.address)}")
    for one in event.attendees:
        name = f";CN={lines.parameter(one.name)}" if one.name else ""
        out.append(
            f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE={lines.token(one.role)};PARTSTAT={lines.token(one.partstat)}"
            f";RSVP={'TRUE' if one.rsvp else 'FALSE'}{name}:{lines.mailto(one.address)}"
        )
    return out
