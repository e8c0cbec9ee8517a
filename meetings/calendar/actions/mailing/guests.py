"""Mails to people who are no members."""


def write(payload):
    """Write one mail as `telling.tell` queued it."""
