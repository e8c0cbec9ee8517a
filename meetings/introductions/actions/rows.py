"""What every act here shares: the row under lock, who reads of it."""

from meetings.introductions.models import Introduction, Request


def locked(asked):
    """Return the request with its row locked until the end of the transaction, its two people at hand."""
    return Request.objects.select_for_update(of=("self",)).select_related("asker", "receiver").get(pk=asked.pk)


def locked_introduction(introduction):
    """Return the introduction with its row locked until the end of the transaction."""
    return Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)


def keys(*ids):
    """Return the audience keys of members by their ids; None is left out."""
    return sorted({f"member:{pk}" for pk in ids if pk})
