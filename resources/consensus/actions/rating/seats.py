"""Taking a seat, leaving it, taking back what was answered. Asked by the acts of people (`answering.py`, planning)."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied
from network.kit.clock import now
from resources.consensus.keys import seat_key
from resources.consensus.models import Ballot, Interest, Panellist, Protocol, Rating, Remark, Round, Seat
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating import seats_of


@transaction.atomic
def take(panellist, *, at=None):
    """Let somebody who was invited sit down; returns the Seat. A round that is open counts one more.

    Raises Denied for whoever withdrew consent: what was taken back is not given by another's click.
    """
    row = _locked(panellist)
    seat, _made = Seat.objects.get_or_create(key=seat_key(row), defaults={"panel": row.panel, "group": row.group})
    if seat.is_withdrawn:
        raise Denied(_("You withdrew your consent. Write to those who run the panel if you want to come back."))
    seat.group, seat.left_after = row.group, None
    seat.save(update_fields=["group", "left_after"])
    _end(row, Panellist.State.ACCEPTED, "", None)
    row.answered_at = at or now()
    row.save(update_fields=["answered_at"])
    _count(_open_round(row.panel))
    _copy(row, panellist)
    return seat


@transaction.atomic
def leave(panellist, *, reason="", at=None):
    """Let somebody drop out: what was answered stays, nothing more can be."""
    row = _locked(panellist)
    round = _open_round(row.panel)
    last = round or Round.objects.filter(panel=row.panel, state=Round.State.CLOSED).order_by("-number").first()
    Seat.objects.filter(key=seat_key(row)).update(left_after=last.number if last else 0)
    _end(row, Panellist.State.LEFT, reason, at or now())
    _copy(row, panellist)


@transaction.atomic
def remove(panellist, *, reason="", at=None):
    """Take somebody off the panel: answers go out of the open round, those of closed rounds stay as they are."""
    row = _locked(panellist)
    round = _open_round(row.panel)
    _leave_open_round(row, round)
    _end(row, Panellist.State.REMOVED, reason, at or now())
    _count(round)
    _copy(row, panellist)


@transaction.atomic
def withdraw(panellist, *, reason="", at=None):
    """Take consent back: answers go out of the open round, and those of closed rounds as the protocol says.

    Where it says 'remove', the seat is marked, later figures leave it out (`Seat.is_withdrawn`), its words are shown
    to nobody any more. Figures of closed rounds stay as they were published.
    """
    row = _locked(panellist)
    round = _open_round(row.panel)
    _leave_open_round(row, round)
    key = seat_key(row)
    Seat.objects.filter(key=key).update(is_withdrawn=True)
    if in_force(row.panel)["withdrawal"] == Protocol.Withdrawal.REMOVE:
        Remark.objects.filter(seat=key).update(state=Remark.State.HIDDEN, shown="", translations={})
    _end(row, Panellist.State.WITHDRAWN, reason, at or now())
    _count(round)
    _copy(row, panellist)


@transaction.atomic
def regroup(panellist):
    """Let the seat follow the group of its panellist."""
    row = _locked(panellist)
    Seat.objects.filter(key=seat_key(row)).update(group=row.group)


def _locked(panellist):
    """Return the row afresh, locked, with its panel."""
    rows = Panellist.objects.select_for_update(of=("self",)).select_related("panel__protocol", "group")
    return rows.get(pk=panellist.pk)


def _open_round(panel):
    """Return the open round of `panel`, its row locked against answers on their way, or None."""
    return Round.objects.select_for_update().filter(panel=panel, state=Round.State.OPEN).order_by().first()


def _leave_open_round(row, round):
    """Remove what the seat of `row` has said in `round`, which is open, and let it belong to those before alone."""
    key = seat_key(row)
    closed = Round.objects.filter(panel=row.panel, state=Round.State.CLOSED).order_by("-number").first()
    if round is not None:
        Rating.objects.filter(seat=key, entry__round=round).delete()
        Remark.objects.filter(seat=key, round=round).delete()
        Ballot.objects.filter(seat=key, round=round).delete()
        Interest.objects.filter(panellist=row, round=round).delete()
    Seat.objects.filter(key=key).update(left_after=closed.number if closed else 0)


def _end(row, state, reason, at):
    row.state, row.reason, row.ended_on = state, reason[:500], at.date() if at else None
    row.save(update_fields=["state", "reason", "ended_on"])


def _count(round):
    """Set how many seats can answer in an open round."""
    if round is not None:
        round.invited = seats_of(round).count()
        round.save(update_fields=["invited"])


def _copy(row, panellist):
    """Let the caller's object know what became of the row."""
    for name in ("state", "reason", "ended_on", "answered_at"):
        setattr(panellist, name, getattr(row, name))
