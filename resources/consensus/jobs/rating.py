"""What rating lets the worker do: remind, at half time and before a round closes."""

from network.activity.kinds import on
from network.kit.jobs import daily, job
from resources.consensus.activity.planning import PLANNING_PROLONGED, PLANNING_ROUND_OPENED


@job("consensus.rating_remind")
def remind(payload):
    """Remind those who have not finished a round, if it still closes when it was to close then."""
    from network.access.rules import Denied
    from resources.consensus.actions.rating import reminding
    from resources.consensus.models import Round

    round = Round.objects.filter(pk=payload["round"], state=Round.State.OPEN).first()
    if round is None or round.closes_at is None or round.closes_at.isoformat() != payload["until"]:
        return
    try:
        reminding.remind(round)
    except Denied:
        # Somebody reminded by hand a few hours ago, or it closes at this moment.
        return


@on(PLANNING_ROUND_OPENED)
@on(PLANNING_PROLONGED)
def plan_reminders(activity, subject):
    """Write the jobs that remind of a round when it opens, and when its end moves."""
    from resources.consensus.actions.rating import reminding
    from resources.consensus.models import Round

    if round := Round.objects.filter(pk=activity.detail["round"]).first():
        reminding.plan(round)


@daily
def plan_lost_reminders():
    """Write them once more, should a job have been lost; those that are there stay as they are."""
    from resources.consensus.actions.rating import reminding
    from resources.consensus.models import Round

    for round in Round.objects.filter(state=Round.State.OPEN).order_by("pk"):
        reminding.plan(round)
