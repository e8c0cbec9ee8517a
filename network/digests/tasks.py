"""Celery's side: look for letters that are due."""

from celery import shared_task

from network.digests import actions


@shared_task(name="digests.plan")
def plan():
    """Plan what fell due, and have it made."""
    actions.plan()
    deliver.apply_async(queue="digest", retry=False)


@shared_task(name="digests.deliver")
def deliver():
    """Make the letters that are due."""
    actions.deliver()
