"""Reminding those who have not finished a round, and nobody else; nobody is told who was reminded."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record, subject_of
from network.activity.models import Activity
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.consensus.activity.rating import RATING_REMINDED
from resources.consensus.models import Panellist, Round
from resources.consensus.queries.rating import progress

APART = timedelta(hours=20)
"""Two reminders of one round are never closer."""


def stages(round):
    """Return the moments at which a round reminds: half its time, three days and one day before it closes."""
    length = round.closes_at - round.opened_at
    wanted = (round.opened_at + length / 2, round.closes_at - timedelta(days=3), round.closes_at - timedelta(days=1))
    found = []
    for moment in sorted(wanted):
        if moment > round.opened_at and (not found or moment - found[-1] >= APART):
            found.append(moment)
    return found


def plan(round):
    """Write the jobs that remind; called again when the end moves, it leaves those of the old end without effect."""
    if round.state != Round.State.OPEN or round.closes_at is None or round.opened_at is None:
        return
    until = round.closes_at.isoformat()
    for number, moment in enumerate(stages(round)):
        if moment > now() - timedelta(hours=6):
            payload = {"round": round.pk, "until": until}
            enqueue("consensus.rating_remind", payload, key=f"{round.pk}:{number}:{until}", not_before=moment)


@transaction.atomic
def remind(round, *, by=None, at=None):
    """Remind those who have not finished; returns how many. `by`: whoever runs the panel, at most once a day.

    Raises Denied where one went out within the last hours, or the round is not open.
    """
    round = (
        Round.objects.select_for_update(of=("self",), no_key=True).select_related("panel__protocol").get(pk=round.pk)
    )
    if by is not None:
        demand(by, "consensus.run", round.panel)
    moment = at or now()
    if round.state != Round.State.OPEN or (round.closes_at and round.closes_at <= moment):
        raise Denied(_("This round is not open."), "consensus.run")
    label, key = subject_of(round)
    lately = Activity.objects.filter(kind=RATING_REMINDED, subject=label, subject_id=key, at__gt=moment - APART)
    if lately.exists():
        raise Denied(_("A reminder went out within the last day. One a day is enough."), "consensus.run")
    unfinished = [pk for pk, (answered, of) in progress(round).items() if answered < of]
    rows = Panellist.objects.filter(pk__in=unfinished, member__is_active=True).exclude(member=None)
    ids = sorted(rows.values_list("member_id", flat=True))
    for pk in ids:
        detail = {"round": round.pk, "title": round.panel.title}
        record(RATING_REMINDED, by=None, subject=round, audience=[f"member:{pk}"], names=[pk], detail=detail, at=moment)
    Round.objects.filter(pk=round.pk).update(reminders=F("reminders") + len(ids))
    return len(ids)
