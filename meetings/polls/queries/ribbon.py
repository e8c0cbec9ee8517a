"""The hours of one day with all cities beside each other, to choose from; and days, for polls about whole days."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from meetings.calendar import saying, times
from meetings.polls.queries.board import Column, _cell, _columns, _day_off_words
from meetings.polls.queries.seats import seats_of
from network.kit import clock

STEPS = (60, 30)
DAYS = 28


@dataclass
class Hour:
    """One start: the instant, what the poll's clock shows, a cell for each other place, whether it is proposed."""

    start: datetime
    own: object
    cells: list
    is_on: bool = False
    is_past: bool = False

    @property
    def value(self):
        """What the form sends: the instant in UTC."""
        return self.start.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def hours_of(poll, day, viewer, *, step=60, chosen=None, at=None):
    """Return (columns, [Hour]) of the local `day` (a date) of the poll's zone, from midnight to midnight.

    Instants are counted, not wall times: an hour that is left out does not appear, one that comes twice appears twice,
    with its distance to UTC. `chosen`: the starts that are ticked, else those proposed.
    """
    seats = seats_of(poll, viewer)
    here = Column(poll.zone, None, [seat for seat in seats if seat.zone == poll.zone])
    first = clock.at(datetime.combine(day, time()), poll.zone)
    last = clock.at(datetime.combine(day + timedelta(days=1), time()), poll.zone)
    slots = [_At(first), _At(last - timedelta(minutes=1))]
    columns = _columns(poll, seats, here, slots)
    on = set(poll.slots.values_list("starts_at", flat=True)) if chosen is None else set(chosen)
    moment, rows = at or clock.now(), []
    while first < last:
        cells = [_cell(column, first, poll.minutes, day) for column in columns]
        rows.append(Hour(first, _cell(here, first, poll.minutes, day), cells, first in on, first <= moment))
        first += timedelta(minutes=step)
    return columns, rows


@dataclass
class _At:
    starts_at: datetime


def days_of(poll, first, viewer, *, at=None):
    """Return [(date, words, for whose cities it is a day off, is proposed, is past)] of DAYS days from `first`."""
    seats = seats_of(poll, viewer)
    on = set(poll.slots.values_list("on", flat=True))
    today = times.local(at or clock.now(), poll.zone).date()
    days = [first + timedelta(days=n) for n in range(DAYS)]
    return [(day, saying.days_text(day, day), _day_off_words(day, seats), day in on, day < today) for day in days]


def read_starts(values, day, zone):
    """Return the aware starts that a form sent, those of the local `day` in `zone` alone; others are left out."""
    found = []
    for value in values:
        try:
            start = datetime.strptime(value, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
        except ValueError:
            continue
        if day is None or times.local(start, zone).date() == day:
            found.append(start)
    return found
