"""What goes into calendar files and what comes out of them. All moments are aware and in UTC; whole days are dates."""

from dataclasses import dataclass, field
from datetime import date, datetime


class Unreadable(Exception):
    """A calendar file or mail that is refused; the text says why, `code` is one word for it."""

    def __init__(self, reason, code="unreadable"):
        super().__init__(reason)
        self.reason, self.code = reason, code


@dataclass(frozen=True, slots=True)
class Person:
    """Organizer or attendee: a mail address (without 'mailto:'), a name, and for attendees the words of RFC 5545."""

    address: str
    name: str = ""
    partstat: str = "NEEDS-ACTION"
    role: str = "REQ-PARTICIPANT"
    rsvp: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT. `start` and `end` are aware datetimes, or dates with an exclusive `end` where `all_day`.

    With `zone` (IANA) they are written as wall time with TZID, else in UTC. `rrule` is the text after 'RRULE:', its
    UNTIL in UTC. `exdates` and `recurrence` are original starts, of the same type as `start`. `alarm` is minutes before
    the start. `related_to` is the UID of the series that this one carries on.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    summary: str
    sequence: int = 0
    stamp: datetime | None = None
    zone: str | None = None
    all_day: bool = False
    rrule: str = ""
    exdates: tuple = ()
    recurrence: datetime | date | None = None
    description: str = ""
    location: str = ""
    url: str = ""
    organizer: Person | None = None
    attendees: tuple = ()
    status: str = "CONFIRMED"
    transparent: bool = False
    categories: tuple = ()
    html: str = ""
    conference: str = ""
    alarm: int | None = None
    related_to: str = ""
    in_utc: bool = False
    """Start and end go in UTC though `zone` names the date: for readers whose rules of the zone are old."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What one mail or file says about one meeting.

    `method` is REPLY, COUNTER or REFRESH. `recurrence` is the original start of the one date that is meant (UTC; a
    date; naive where the file names no zone), None: the whole. A file may answer several dates at once: `answers`
    holds all of them, the first of which stands in the fields here. `sender` is the address in From, '' where there was
    no mail; `is_automatic` says that a machine wrote it (RFC 3834).
    """

    method: str
    uid: str
    attendee: str
    partstat: str
    sequence: int = 0
    stamp: datetime | None = None
    recurrence: datetime | date | None = None
    comment: str = ""
    sender: str = ""
    message_id: str = ""
    faults: tuple = ()
    answers: tuple = ()
    is_automatic: bool = False
    start: datetime | date | None = None
    """COUNTER: the proposed beginning; REPLY: the beginning that was answered, where it was told."""
    end: datetime | date | None = None
    delegated_to: str = ""


@dataclass(slots=True)
class Component:
    """A BEGIN…END of a file: properties by name as [(parameters, value)], and what stands inside it."""

    name: str
    properties: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    def first(self, name):
        """Return (parameters, value) of a property, ({}, '') where it is missing."""
        return (self.properties.get(name) or [({}, "")])[0]

    def all(self, name):
        """Return every (parameters, value) of a property."""
        return self.properties.get(name, [])

    def value(self, name):
        """Return the raw value of a property, '' where it is missing."""
        return self.first(name)[1].strip()
