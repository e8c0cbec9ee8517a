"""What the library does in the background."""

from network.kit.clock import now
from network.kit.jobs import daily, job
from resources.library import actions
from resources.library.models import AccessRequest


@job("library.close_access")
def close_access(payload):
    """End one grant whose time is over."""
    row = AccessRequest.objects.filter(pk=payload["id"]).first()
    if row is not None:
        actions.close_access(row)


@daily
def close_all():
    """End every grant whose time is over, should its own job have been lost."""
    for row in AccessRequest.objects.filter(state=AccessRequest.State.GRANTED, expires_at__lte=now()):
        actions.close_access(row)
