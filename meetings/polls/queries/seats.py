"""Who is asked, where they are, when they work, and what each has answered."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings.polls.models import Vote
from meetings.polls.pain import DEFAULT, Hours
from meetings.polls.queries.parties import weights_of
from members.accounts import visible

NOT_DECLARED = Hours(frozenset(), 8 * 60, 18 * 60)
"""What counts as working hours of those who have declared none, or not to the reader."""


@dataclass
class Seat:
    """One person who is asked, as the reader may know them. `answers`: {id of a slot: "yes"|"if"|"no"}."""

    row: object
    name: str
    city: object = None
    zone: str = "UTC"
    hours: Hours | None = None
    """As they declared them to the reader; None: not."""
    subdivision: str = ""
    weights: tuple = DEFAULT
    answers: dict = field(default_factory=dict)
    address: str = ""

    @property
    def is_required(self):
        """Whether it makes no sense without them."""
        return self.row.is_required

    @property
    def has_answered(self):
        """Whether they have said something since the last time was added."""
        return self.row.answered_at is not None

    @property
    def country(self):
        """Country code of their city, "" where there is none."""
        return self.city.country if self.city else ""


def seats_of(poll, viewer, *, shows_address=False):
    """Return the Seats of a poll in the order in which they were asked, with their answers; three statements.

    Names, cities, zones and hours are those that `viewer` (None: nobody in particular) may see. A guest's address is
    shown to those who ask alone (`shows_address`).
    """
    answers = {}
    for invitee, slot, answer in Vote.objects.filter(slot__poll=poll).values_list("invitee", "slot", "answer"):
        answers.setdefault(invitee, {})[slot] = answer
    rows = poll.invitees.select_related("member__home_city")
    seats = [_seat(row, poll, viewer, answers.get(row.pk, {}), shows_address) for row in rows]
    known = weights_of({seat.city.pk: seat.city for seat in seats if seat.city}.values())
    for seat in seats:
        if seat.city:
            seat.weights, seat.subdivision = known[seat.city.pk]
    return seats


def _seat(row, poll, viewer, answers, shows_address):
    if row.member_id is None:
        name = row.name or (row.address if shows_address else _("a guest"))
        return Seat(
            row, name, None, row.zone or poll.zone, answers=answers, address=row.address if shows_address else ""
        )
    member = row.member
    levels = visible.circle_of(member, viewer).levels | {"members"}
    # Whoever is asked together is of one circle of members; what is kept for a city or oneself stays closed.
    city = member.home_city if visible.level_of(member, "city") in levels else None
    is_open = visible.level_of(member, "hours") in levels
    zone = member.time_zone if visible.level_of(member, "time_zone") in levels or city is None else city.time_zone
    hours = Hours.of(member) if is_open else None
    return Seat(row, member.called_by(viewer) if viewer else "", city, zone, hours, answers=answers)
