"""What the state of the art lets the worker do each day."""

from network.kit.jobs import daily


@daily
def look_at_topics():
    """Tell of pages that are due, forget proposals that nobody confirmed, keep the desk's editors in step."""
    from resources.consensus.actions import topics

    topics.tell_due()
    topics.forget_unconfirmed()
    topics.sync_editors()
