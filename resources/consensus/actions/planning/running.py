"""Running a panel: a longer round, a shorter one, breaking off, who runs it."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.consensus.actions.planning.rows import among_us, home_of, locked, spread, who_run, who_sit
from resources.consensus.activity.planning import (
    PLANNING_CLOSED_EARLY,
    PLANNING_HANDED_OVER,
    PLANNING_PROLONGED,
    PLANNING_STOPPED,
)
from resources.consensus.models import Panel, Panellist, Round

ENDED = (Panel.State.ENDED, Panel.State.ADOPTED, Panel.State.STOPPED)


def _open(round):
    found = Round.objects.select_for_update().get(pk=round.pk)
    if found.state != Round.State.OPEN:
        raise Denied(_("This round is closed."), "consensus.run")
    return found


@transaction.atomic
def prolong(round, *, closes_at, by, reason="", at=None):
    """Let an open round close later; returns it. All who take part read of it, whoever has answered or not."""
    panel = locked(round.panel)
    demand(by, "consensus.run", panel)
    round, moment = _open(round), at or now()
    if closes_at <= max(moment, round.closes_at):
        raise Denied(_("The new end has to be later than the old one. To end it sooner, close it."), "consensus.run")
    before, round.closes_at = round.closes_at, closes_at
    round.save(update_fields=["closes_at"])
    enqueue("consensus.close", {"round": round.pk}, key=str(round.pk), not_before=closes_at, again=True)
    record(PLANNING_PROLONGED, by=by, subject=panel, city=home_of(by), audience=among_us(panel), names=who_sit(panel),
           detail={"round": round.pk, "number": round.number, "title": panel.title, "reason": reason,
                   "closes_at": closes_at.isoformat(), "before": before.isoformat()}, at=moment)  # fmt: skip
    return round


@transaction.atomic
def close_early(round, *, by, reason, at=None):
    """Close an open round before its time, with the reason that the report shows."""
    from resources.consensus.actions.results import closing

    panel = locked(round.panel)
    demand(by, "consensus.run", panel)
    _open(round)
    if not reason.strip():
        raise Denied(_("Say why it closes before its time."), "consensus.run")
    closing.close(round, by=by, at=at)
    record(PLANNING_CLOSED_EARLY, by=by, subject=panel, city=home_of(by), audience=among_us(panel),
           names=who_sit(panel), detail={"round": round.pk, "number": round.number, "reason": reason.strip(),
                                         "title": panel.title}, at=at)  # fmt: skip


@transaction.atomic
def tell_meeting(round, words, *, by):
    """Write how the meeting after a round went; the panel and the report read it."""
    demand(by, "consensus.run", locked(round.panel))
    Round.objects.filter(pk=round.pk, state=Round.State.CLOSED).update(meeting=words)


@transaction.atomic
def stop(panel, *, by, reason, at=None):
    """Break a panel off, with a reason that everybody who sees it reads. An open round is closed first."""
    from resources.consensus.actions.results import closing

    panel = locked(panel)
    demand(by, "consensus.run", panel)
    if panel.state in ENDED:
        raise Denied(_("This panel has ended."), "consensus.run")
    if not reason.strip():
        raise Denied(_("Say why: all who take part read it."), "consensus.run")
    sat = who_sit(panel)
    if (round := panel.rounds.filter(state=Round.State.OPEN).first()) is not None:
        closing.close(round, by=by, at=at)
        panel = locked(panel)
    panel.state, panel.reason = Panel.State.STOPPED, reason.strip()
    panel.save(update_fields=["state", "reason", "changed_at"])
    spread(panel)
    record(PLANNING_STOPPED, by=by, subject=panel, city=home_of(by), audience=among_us(panel), names=sat,
           detail={"reason": panel.reason, "title": panel.title}, at=at)  # fmt: skip
    return panel


def _may_run(panel, member):
    """Raise Denied for whoever rates or has rated in `panel`: nobody does both."""
    off = (Panellist.State.DECLINED,)
    if panel.panellists.filter(member=member).exclude(state__in=off).exists():
        raise Denied(_("%(name)s is, or was, on this panel. Whoever rates does not run it.") % {"name": member},
                     "consensus.run")  # fmt: skip


@transaction.atomic
def run_with(panel, member, *, by):
    """Let one more member run the panel; they are told."""
    panel = locked(panel)
    demand(by, "consensus.run", panel)
    _add(panel, member, by)


def _add(panel, member, by):
    _may_run(panel, member)
    if panel.facilitators.filter(pk=member.pk).exists():
        return
    panel.facilitators.add(member)
    record(PLANNING_HANDED_OVER, by=by, subject=panel, city=home_of(by), audience=[f"member:{member.pk}"],
           names=[member.pk], detail={"title": panel.title})  # fmt: skip


@transaction.atomic
def run_without(panel, member, *, by):
    """Let somebody run the panel no more; somebody has to go on."""
    panel = locked(panel)
    demand(by, "consensus.run", panel)
    if who_run(panel) == [member.pk]:
        raise Denied(_("Somebody has to run it. Name another first."), "consensus.run")
    panel.facilitators.remove(member)


@transaction.atomic
def hand_over(panel, *, to, by, instead_of=None):
    """Let `to` run the panel in the place of `instead_of` (else of `by`); returns the panel afresh.

    Raises Denied where `to` is or was on the panel.
    """
    panel = locked(panel)
    demand(by, "consensus.hand_over", panel)
    before = instead_of or by
    _add(panel, to, by)
    if before.pk != to.pk:
        panel.facilitators.remove(before)
    return panel
