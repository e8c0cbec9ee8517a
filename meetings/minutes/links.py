"""Signed links of mails: one closes one task of one owner, and does nothing else."""

from django.conf import settings
from django.urls import reverse

from network.kit import links

CLOSE = "minutes.close_task"
DAYS = 400


def to_close(task):
    """Return the full address at which its owner closes a task without signing in; passing it on ends the link."""
    token = links.sign(CLOSE, [task.pk, task.owner_id])
    return settings.SITE_URL + reverse("minutes:task_mail", args=[token])


def task_of(token):
    """Return [task's number, owner's number] of a link, or None."""
    return links.read(CLOSE, token, days=DAYS)
