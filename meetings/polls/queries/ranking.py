"""Which time is best: those who must be there first, then fewest no, least burden on the worst-off, most yes."""

from dataclasses import dataclass, field

from meetings.polls.actions.ending import is_past
from meetings.polls.models import Suits
from meetings.polls.pain import pain
from meetings.polls.queries.holidays import day_off
from meetings.polls.queries.seats import seats_of
from network.kit import clock
from network.kit.clock import now

REST_DAY = 40
"""What a day off weighs for whoever is asked to meet on it: as an hour in the middle of the night."""


@dataclass
class Standing:
    """How one slot stands: counts, who must be there and cannot, burden of the worst-off, whether it is tied."""

    slot: object
    yes: int = 0
    maybe: int = 0
    no: int = 0
    missing: list = field(default_factory=list)
    """Seats that must be there and said no, or nothing."""
    worst: int = 0
    is_enough: bool = False
    """Whether it may be taken without asking: enough can come, and all who must be there said yes or if need be."""
    is_tied: bool = False
    """Whether another slot is exactly as good by the rule."""

    @property
    def rank(self):
        """What the rule compares; less is better."""
        return (len(self.missing), self.no, self.worst, -self.yes)


def burden(slot, seat, minutes):
    """Return what a slot weighs for one Seat; dates weigh only where they are days off."""
    if slot.on:
        return REST_DAY if rests(seat, slot.on) else 0
    here = clock.local(slot.starts_at, seat.zone).date()
    return pain(slot.starts_at, minutes, seat.zone, seat.hours, seat.weights) + (REST_DAY if rests(seat, here) else 0)


def rests(seat, day):
    """Return why somebody does not work on a local `day`: a DayOff, None where they do or nothing is known."""
    return day_off(day, seat.country, seat.subdivision) if seat.country else None


def standing_of(slot, seats, minutes, quorum=None):
    """Return the Standing of one slot."""
    said = [(seat, seat.answers.get(slot.pk, "")) for seat in seats]
    found = Standing(
        slot,
        yes=sum(answer == Suits.YES for _seat, answer in said),
        maybe=sum(answer == Suits.IF for _seat, answer in said),
        no=sum(answer == Suits.NO for _seat, answer in said),
        missing=[seat for seat, answer in said if seat.is_required and answer not in (Suits.YES, Suits.IF)],
        worst=max((burden(slot, seat, minutes) for seat in seats), default=0),
    )
    found.is_enough = not found.missing and found.yes + found.maybe >= max(quorum or 1, 1)
    return found


def ranked(poll, *, seats=None, slots=None, at=None):
    """Return the Standings of the slots that are still to come, best first; of equal ones the earlier."""
    seats = seats_of(poll, None) if seats is None else seats
    moment = at or now()
    slots = poll.slots.all() if slots is None else slots
    found = [standing_of(slot, seats, poll.minutes, poll.quorum) for slot in slots if not is_past(slot, poll, moment)]
    found.sort(key=lambda one: one.rank)
    for one in found:
        one.is_tied = sum(other.rank == one.rank for other in found) > 1
    return found
