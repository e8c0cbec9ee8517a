"""Closing a round when its time is over."""

from network.kit.clock import now
from network.kit.jobs import enqueue, job


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
