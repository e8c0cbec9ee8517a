"""The VEVENTs of an answer: who answers what about which meeting, for all dates or for some."""

from dataclasses import replace

from meetings.calendar.ics import rules
from meetings.calendar.ics.parsing import text
from meetings.calendar.ics.things import Reply, Unreadable
from meetings.calendar.ics.values import Zones

METHODS = ("REPLY", "COUNTER", "REFRESH")
PARTSTATS = ("NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED")
MOST_ANSWERS = 400


def read_reply(calendars, faults, method=""):
    """Return the Reply that parsed calendars hold. `method` is that of the mail's Content-Type. Raises Unreadable."""
    methods = {one.value("METHOD").upper() for one in calendars} - {""}
    methods |= {method.upper()} - {""}
    if len(methods) > 1:
        raise Unreadable("The mail and its calendar name different methods.", "several")
    if not methods:
        raise Unreadable("The calendar does not say that it is an answer: it has no METHOD.", "method")
    method = methods.pop()
    if method not in METHODS:
        raise Unreadable(f"This is no answer to an invitation: its method is {method[:20]!r}.", "method")
    found, faults = [], list(faults)
    for calendar in calendars:
        zones = Zones(calendar)
        events = [one for one in calendar.children if one.name == "VEVENT"]
        if len(events) > MOST_ANSWERS:
            raise Unreadable("The calendar answers too many dates.", "size")
        found += [answer(one, zones, method, faults) for one in events]
        faults += zones.faults
    if not found:
        raise Unreadable("There is no event in the calendar.", "no_event")
    if len({one.uid for one in found}) > 1:
        raise Unreadable("The calendar answers for several meetings at once.", "several")
    if len({one.attendee for one in found}) > 1:
        raise Unreadable("The calendar answers for several people at once.", "several")
    # The order in the file means nothing: the whole first, then its dates.
    found.sort(key=lambda one: (one.recurrence is not None, str(one.recurrence or "")))
    return replace(found[0], answers=tuple(found), faults=tuple(dict.fromkeys(faults)))


def answer(event, zones, method, faults):
    """Return what one VEVENT answers."""
    uid = text(event.value("UID"))
    if not uid or len(uid) > 500:
        raise Unreadable("The calendar does not name the meeting: it has no UID.", "uid")
    for _parameters, rule in event.all("RRULE"):
        rules.parts(rule)
    attendee, partstat, delegate = attendee_of(event, method)
    return Reply(
        method=method,
        uid=uid,
        attendee=attendee,
        partstat=partstat,
        sequence=number(event.value("SEQUENCE"), faults),
        stamp=stamp(event, zones, faults),
        recurrence=when(event, zones, "RECURRENCE-ID"),
        comment=text(event.value("COMMENT"))[:500],
        start=when(event, zones, "DTSTART"),
        end=when(event, zones, "DTEND"),
        delegated_to=delegate,
    )


def attendee_of(event, method):
    """Return (address, PARTSTAT, address it is handed on to) of the one attendee. Raises Unreadable."""
    seen = {}
    for parameters, value in event.all("ATTENDEE")[:50]:
        seen[address(value)] = parameters
    # Whoever delegates lists the other as well; the answer is that of who hands on.
    if len(seen) > 1:
        handed = {one: told for one, told in seen.items() if told.get("PARTSTAT", "").upper() == "DELEGATED"}
        seen = handed or seen
    if len(seen) != 1:
        raise Unreadable("The calendar does not say who answers." if not seen else
                         "The calendar answers for several people at once.", "attendee")  # fmt: skip
    (mail, told), *_rest = seen.items()
    if "@" not in mail:
        raise Unreadable("Who answers is not named by a mail address.", "attendee")
    partstat = told.get("PARTSTAT", "NEEDS-ACTION").upper()
    if method == "REPLY" and partstat not in PARTSTATS:
        raise Unreadable(f"The answer is not one that we know: {partstat[:20]!r}.", "partstat")
    return mail, partstat, address(told.get("DELEGATED-TO", ""))


def address(value):
    """Return the mail address of a CAL-ADDRESS in lower case."""
    value = value.strip().strip('"')
    return (value[7:] if value.lower().startswith("mailto:") else value).strip().lower()[:254]


def number(value, faults):
    """Return SEQUENCE; nothing means 0. Raises Unreadable for what is no number."""
    if not value:
        return 0
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Unreadable("SEQUENCE of the answer is not a number.", "sequence")
    return int(value)


def stamp(event, zones, faults):
    """Return DTSTAMP in UTC, None where it is missing or unreadable."""
    value = event.value("DTSTAMP")
    if not value:
        faults.append("The answer has no DTSTAMP.")
        return None
    found = zones.read(*event.first("DTSTAMP"))
    if not hasattr(found, "tzinfo") or found.tzinfo is None:
        faults.append("DTSTAMP of the answer is not in UTC.")
        return None
    return found


def when(event, zones, name):
    """Return a moment of the event, None where it is missing. Raises Unreadable where it cannot be read."""
    return zones.read(*event.first(name)) if event.value(name) else None
