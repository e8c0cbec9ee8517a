"""Celery's side of the calendar."""

from celery import shared_task
from django.conf import settings


@shared_task(name="calendar.mailbox")
def mailbox():
    """Ask the mail box for answers to invitations, where there is one."""
    if settings.INBOUND_MAIL_URL:
        from meetings.calendar.mailbox import ask

        ask(settings.INBOUND_MAIL_URL)
