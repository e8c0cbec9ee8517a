"""Calendar files (RFC 5545, 5546, 6047), written so that all readers tried get them right, and read with distrust."""

from meetings.calendar.ics import series
from meetings.calendar.ics.expanding import occurrences
from meetings.calendar.ics.feeds import Row, feed
from meetings.calendar.ics.mails import reply
from meetings.calendar.ics.reading import Calendar, read
from meetings.calendar.ics.series import Date
from meetings.calendar.ics.things import Event, Person, Reply, Unreadable
from meetings.calendar.ics.writing import calendar

__all__ = [
    "Calendar",
    "Date",
    "Event",
    "Person",
    "Reply",
    "Row",
    "Unreadable",
    "calendar",
    "feed",
    "occurrences",
    "read",
    "reply",
    "series",
]
