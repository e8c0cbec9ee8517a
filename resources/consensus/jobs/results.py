"""Closing a round when its time is over."""

from network.kit.clock import now
from network.kit.jobs import daily, enqueue, job


@job("consensus.close", queue="slow")
def close(payload):
    """Close one round, unless it was prolonged meanwhile or is closed."""
    from resources.consensus.models import Round

    found = Round.objects.filter(pk=payload["round"], state=Round.State.OPEN).first()
    if found is None:
        return
    if found.closes_at > now():
        enqueue("consensus.close", payload, key=str(found.pk), not_before=found.closes_at, again=True)
        return
    from resources.consensus.actions.results import closing

    closing.close(found)


@daily
def close_lost_rounds():
    """Close rounds whose time is over, should a job have been lost."""
    from resources.consensus.actions.results import closing
    from resources.consensus.models import Round

    for round in Round.objects.filter(state=Round.State.OPEN, closes_at__lte=now()).order_by("pk"):
        closing.close(round)
