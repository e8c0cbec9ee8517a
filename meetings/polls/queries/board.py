"""A poll as one reader sees it: a row for each slot, a column for each city, counts, what each has answered."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.calendar import saying, times
from meetings.polls.models import Suits
from meetings.polls.pain import is_night
from meetings.polls.queries.holidays import holiday_name
from meetings.polls.queries.ranking import rests, standing_of
from meetings.polls.queries.seats import NOT_DECLARED, seats_of
from network.kit import clock, words

MOST_COLUMNS = 6
"""Places beyond these stand together in one cell."""


@dataclass
class Column:
    """A city with its people, or the zone of guests: what its clock shows at each slot."""

    zone: str
    city: object = None
    seats: list = field(default_factory=list)
    offset: str = ""
    """Distance to UTC where it is the same at all slots, else it stands in each cell."""

    @property
    def name(self):
        """What the place is called."""
        return str(self.city) if self.city else saying.place(self.zone)


@dataclass
class Cell:
    """The hour of one slot in one place: '08:00', the weekday where it differs, a word, and whether it is night."""

    column: Column
    time: str
    day: str
    word: str
    tone: str
    """night, off (a day off), out (outside working hours) or day."""
    offset: str = ""


@dataclass
class Row:
    """One slot for one reader."""

    slot: object
    standing: object
    day: str
    time: str
    spoken: str
    mine: Cell | None
    cells: list
    answer: str = ""
    is_past: bool = False
    is_best: bool = False
    is_kind: bool = False
    """Whether no other slot is kinder to whoever has it hardest."""


@dataclass
class Board:
    """A whole poll for one reader."""

    rows: list
    columns: list
    more: list
    seats: list
    here: Column
    answered: int = 0

    @property
    def waiting(self):
        """Seats that have not answered."""
        return [seat for seat in self.seats if not seat.has_answered]

    @property
    def by_city(self):
        """Seats by city: [(city or None, [Seat])], cities by name, guests last."""
        found = {}
        for seat in self.seats:
            found.setdefault(seat.city, []).append(seat)
        return sorted(found.items(), key=lambda pair: (pair[0] is None, str(pair[0] or "")))


def board_of(poll, viewer, invitee=None, *, shows_address=False, at=None):
    """Return the Board of `poll` for `viewer` (None: a guest), whose row is `invitee`; times are in the active zone."""
    seats = seats_of(poll, viewer, shows_address=shows_address)
    slots = list(poll.slots.all())
    mine = next((seat for seat in seats if invitee is not None and seat.row.pk == invitee.pk), None)
    here = Column(timezone.get_current_timezone_name(), mine.city if mine else None, [mine] if mine else [])
    if here.city is not None and here.city.time_zone != here.zone:
        here.city = None
    columns = [] if poll.is_dates else _columns(poll, seats, here, slots)
    rows = [_row(slot, poll, seats, columns, here, mine, at or clock.now()) for slot in slots]
    _mark(rows)
    answered = sum(seat.has_answered for seat in seats)
    return Board(rows, columns[:MOST_COLUMNS], columns[MOST_COLUMNS:], seats, here, answered)


def _columns(poll, seats, here, slots):
    """Return the places of all who are asked but the reader's own, and the poll's, from west to east."""
    found = {}
    for seat in seats:
        if seat.city is not None:
            found.setdefault(seat.city.slug, Column(seat.city.time_zone, seat.city)).seats.append(seat)
    for seat in seats:
        if seat.city is None and seat.zone not in {one.zone for one in found.values()}:
            found.setdefault(seat.zone, Column(seat.zone)).seats.append(seat)
    if poll.zone not in {here.zone, *(one.zone for one in found.values())}:
        found[poll.zone] = Column(poll.zone)
    columns = [one for one in found.values() if not _is_here(one, here)]
    first = slots[0].starts_at if slots else clock.now()
    columns.sort(key=lambda one: (times.local(first, one.zone).utcoffset(), one.name))
    for one in (*columns, here):
        offsets = {times.offset(slot.starts_at, one.zone) for slot in slots}
        one.offset = offsets.pop() if len(offsets) == 1 else ""
    return columns


def _is_here(column, here):
    if column.zone != here.zone:
        return False
    return column.city is None or here.city is None or column.city.pk == here.city.pk


def _row(slot, poll, seats, columns, here, mine, moment):
    standing = standing_of(slot, seats, poll.minutes, poll.quorum)
    answer = mine.answers.get(slot.pk, "") if mine else ""
    if slot.on:
        text = saying.days_text(slot.on, slot.on)
        off = _day_off_words(slot.on, seats)
        cell = Cell(here, "", "", off, "off", "") if off else None
        is_past = slot.on < clock.local(moment, poll.zone).date()
        return Row(slot, standing, text, "", text, cell, [], answer, is_past)
    start = slot.starts_at
    local = times.local(start, here.zone)
    day, end = words.django_date(local.date(), words.patterns()[3]), local + timedelta(minutes=poll.minutes)
    own = _cell(here, start, poll.minutes, local.date())
    cells = [_cell(column, start, poll.minutes, local.date()) for column in columns]
    if local.year != times.local(moment, here.zone).year:
        day = saying.days_text(local.date(), local.date())
    spoken = f"{day} {local:%H:%M}–{end:%H:%M}"
    return Row(slot, standing, day, f"{local:%H:%M}", spoken, own, cells, answer, start <= moment)


def _day_off_words(day, seats):
    """Return for whose cities a date is a day off, in words; "" for none."""
    names = sorted({str(seat.city) for seat in seats if seat.city and rests(seat, day)})
    return _("day off in %(cities)s") % {"cities": words.names(names)} if names else ""


def _cell(column, start, minutes, day):
    local = times.local(start, column.zone)
    weekday = "" if local.date() == day else saying.weekday(local)
    offset = "" if column.offset else times.offset(start, column.zone)
    word, tone = _word(column, start, minutes, local)
    return Cell(column, f"{local:%H:%M}", weekday, word, tone, offset)


def _word(column, start, minutes, local):
    """Return (word, tone) of an hour in a place: night, a day off, outside of whose hours, a working day."""
    if is_night(start, minutes, column.zone):
        return _("night"), "night"
    for seat in column.seats:
        if off := rests(seat, local.date()):
            if off.kind == "weekend":
                return _("weekend"), "off"
            return holiday_name(local.date(), seat.country, seat.subdivision) or _("public holiday"), "off"
    people = column.seats or [None]
    outside = sum(not _works(seat, local, minutes) for seat in people)
    if not outside:
        return _("working day"), "day"
    if outside == len(people):
        return _("outside hours"), "out"
    return ngettext("outside hours for %(n)s of %(of)s", "outside hours for %(n)s of %(of)s", outside) % {
        "n": outside, "of": len(people)
    }, "out"  # fmt: skip


def _works(seat, local, minutes):
    """Whether a meeting lies in somebody's declared working hours and days, or the usual ones (8 to 18)."""
    hours = seat.hours if seat is not None and seat.hours else NOT_DECLARED
    if hours.days and local.isoweekday() not in hours.days:
        return False
    first = local.hour * 60 + local.minute
    return all(hours.covers(minute % 1440) for minute in range(first, first + max(minutes - 29, 1), 30))


def _mark(rows):
    """Mark the best by the rule, once somebody has answered, and those that are kindest to the worst-off."""
    ahead = [row for row in rows if not row.is_past]
    if not ahead:
        return
    if any(row.standing.yes + row.standing.maybe for row in ahead):
        best = min(ahead, key=lambda row: row.standing.rank)
        best.is_best = True
        ties = [row for row in ahead if row.standing.rank == best.standing.rank]
        for row in ties:
            row.standing.is_tied = len(ties) > 1
    worst = [row.standing.worst for row in ahead]
    if min(worst) < max(worst):
        for row in ahead:
            row.is_kind = row.standing.worst == min(worst)


def word_of(answer):
    """Return an answer in words, a dash where there is none."""
    return Suits(answer).label if answer else "–"
