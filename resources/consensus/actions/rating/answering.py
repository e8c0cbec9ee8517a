"""Answering an invitation, leaving a panel, taking consent back: in the name of whoever does it."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.consensus.actions.planning.rows import home_of, who_run
from resources.consensus.actions.rating import seats
from resources.consensus.activity.rating import RATING_ACCEPTED, RATING_DECLINED, RATING_LEFT
from resources.consensus.models import Panellist


@transaction.atomic
def accept(panel, *, by, group, role="", has_lived_experience=False, may_be_named=False, at=None):
    """Say yes to an invitation; returns the Seat. `group`: of this panel, as the person sees it."""
    row = _own(panel, by)
    demand(by, "consensus.answer", panel)
    row.group, row.role = group, role[:120]
    row.has_lived_experience, row.may_be_named = has_lived_experience, may_be_named
    row.city = by.home_city
    row.save(update_fields=["group", "role", "has_lived_experience", "may_be_named", "city"])
    seat = seats.take(row, at=at)
    _tell(RATING_ACCEPTED, panel, by, at)
    return seat


@transaction.atomic
def describe(panel, *, by, group, role="", has_lived_experience=False, may_be_named=False):
    """Change what one said about oneself, while no round has closed with the group in its figures."""
    row = _own(panel, by)
    demand(by, "consensus.sit", panel)
    if not panel.rounds.exists():
        row.group = group
    row.role, row.has_lived_experience, row.may_be_named = role[:120], has_lived_experience, may_be_named
    row.save(update_fields=["group", "role", "has_lived_experience", "may_be_named"])
    seats.regroup(row)
    return row


@transaction.atomic
def decline(panel, *, by, reason="", at=None):
    """Say no to an invitation; those who run the panel read the reason."""
    row = _own(panel, by)
    demand(by, "consensus.answer", panel)
    row.state, row.reason, row.answered_at = Panellist.State.DECLINED, reason.strip()[:500], at or now()
    row.save(update_fields=["state", "reason", "answered_at"])
    _tell(RATING_DECLINED, panel, by, at)
    return row


@transaction.atomic
def leave(panel, *, by, reason="", at=None):
    """Drop out: what was answered stays, and it is counted and reported that somebody left."""
    demand(by, "consensus.sit", panel)
    seats.leave(_own(panel, by), reason=reason.strip(), at=at)
    _forget(panel, by)
    _tell(RATING_LEFT, panel, by, at)


@transaction.atomic
def withdraw(panel, *, by, at=None):
    """Take consent back, with the answers of the open round; no reason is asked."""
    demand(by, "consensus.withdraw", panel)
    seats.withdraw(_own(panel, by), at=at)
    _forget(panel, by)
    _tell(RATING_LEFT, panel, by, at)


def _own(panel, by):
    """Return the row of `by` on `panel`, locked; Panellist.DoesNotExist where there is none."""
    row = Panellist.objects.select_for_update(of=("self",)).select_related("group").get(panel=panel, member=by)
    _forget(panel, by)
    row.panel = panel
    return row


def _forget(panel, by):
    """Let rules look at the row anew."""
    panel.__dict__.get("_sits", {}).pop(by.pk, None)


def _tell(kind, panel, by, at):
    names = who_run(panel, but=by)
    record(kind, by=by, subject=panel, city=home_of(by), audience=[f"member:{pk}" for pk in names], names=names,
           detail={"title": panel.title}, at=at)  # fmt: skip
