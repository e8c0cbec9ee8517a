"""Celery's side of the outbox: it only ever says 'look for due rows'."""

import time
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from network.kit import jobs
from network.kit.models import Tick

SLOW_SECONDS = 3
_away_until = 0.0


def nudge(queue):
    """Ask a worker to drain `queue`; with the broker away the next sweep does it, and nobody waits for the broker."""
    global _away_until
    if time.monotonic() < _away_until:
        return
    try:
        drain.apply_async(args=[queue], queue=queue, retry=False, ignore_result=True)
    except Exception:
        _away_until = time.monotonic() + 5
        jobs.log.info("the broker is away; the sweep will find the job")


@shared_task(name="kit.drain")
def drain(queue):
    """Do what is due in one queue. The slow one gives its worker back every few seconds: mails must not wait for it."""
    if queue != "slow":
        jobs.drain(queue)
        return
    started = time.monotonic()
    if jobs.drain(queue, seconds=SLOW_SECONDS) and time.monotonic() - started >= SLOW_SECONDS:
        nudge(queue)


@shared_task(name="kit.sweep")
def sweep():
    """Look for due rows that no nudge told of."""
    for queue in jobs.QUEUES:
        drain.apply_async(args=[queue], queue=queue, retry=False)


@shared_task(name="kit.tick")
def tick():
    """Note that beat and a worker are alive; the health page reads it."""
    Tick.objects.update_or_create(name="beat", defaults={"at": timezone.now()})


@shared_task(name="kit.daily")
def daily():
    """Run the daily duties unless they ran within the last 20 hours."""
    row, _ = Tick.objects.get_or_create(name="daily", defaults={"at": timezone.now() - timedelta(days=2)})
    fresh = Tick.objects.filter(pk=row.pk, at=row.at, at__lt=timezone.now() - timedelta(hours=20))
    if fresh.update(at=timezone.now()):
        jobs.run_daily()
