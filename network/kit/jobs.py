"""The outbox: whatever a person would miss is a row, written in the action's transaction.

Celery is only nudged; a sweep every minute finds what a nudge did not. A job is called at least once and must be
idempotent. Several executors may drain at the same time (SKIP LOCKED and a lease).
"""

import logging
import traceback
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from network.kit.models import Job

log = logging.getLogger(__name__)

QUEUES = ("fast", "slow", "digest")
BACK_OFF = (60, 300, 1800, 7200, 21600, 21600, 21600)
MOST_TRIES = 8
LEASE = timedelta(minutes=5)


@dataclass(frozen=True)
class Kind:
    """A registered kind of job."""

    name: str
    call: object
    queue: str
    tries: int


_kinds = {}
_daily = []


def job(name, *, queue="fast", tries=MOST_TRIES):
    """Register `def f(payload: dict)` as the doer of jobs called `name`."""

    def register(call):
        _kinds[name] = Kind(name, call, queue, tries)
        return call

    return register


def daily(call):
    """Register `def f()` to be called about once a day, after the first sweep of the day."""
    _daily.append(call)
    return call


def enqueue(name, payload=None, *, key=None, not_before=None, again=False, rank=0):
    """Write one job row in the caller's transaction and nudge a worker after the commit.

    Within a queue a lower `rank` goes first: somebody's hundredth file gives way to somebody else's first. With a
    `key` the job exists once; `again=True` makes a finished namesake due once more (and lets a waiting one be).
    Returns nothing. Raises KeyError for a kind that nobody registered.
    """
    kind = _kinds[name]
    moment = not_before or timezone.now()
    row = Job(kind=name, key=key, payload=payload or {}, queue=kind.queue, not_before=moment, rank=rank)
    if key is None:
        row.save(force_insert=True)
    elif again:
        Job.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["payload", "state", "tries", "not_before", "lease_until", "error"],
        )
    else:
        Job.objects.bulk_create([row], ignore_conflicts=True)
    _nudge(kind.queue)


def _nudge(queue):
    """Ask for one drain of `queue` after this transaction, however many jobs it wrote."""
    if not settings.JOBS_NUDGE:
        return
    # Django drops the callbacks of a rolled back savepoint, so its own list is the only honest memory of them.
    if any(getattr(call, "queue", None) == queue for _, call, _ in connection.run_on_commit):
        return

    def send():
        from network.kit.tasks import nudge

        nudge(queue)

    send.queue = queue
    transaction.on_commit(send, robust=True)


def drain(queue=None, *, seconds=200, most=1000, at=None):
    """Do due jobs (of one queue or of all) until none is left, `seconds` are over or `most` are done.

    Returns how many were tried. `at` stands in for the present in tests.
    """
    started = timezone.now()
    done = 0
    while done < most and (timezone.now() - started).total_seconds() < seconds:
        # What takes long is leased one by one, so that what comes in meanwhile may go before the rest.
        rows = _claim(queue, at or timezone.now(), 1 if queue == "slow" else min(20, most - done))
        if not rows:
            break
        for row in rows:
            _do(row)
            done += 1
    return done


def _claim(queue, moment, size):
    """Lease up to `size` due rows to this process: lowest rank first, then oldest."""
    # An array, not IN: PostgreSQL may ask a joined subquery once for each row, and would then lease more than `size`.
    sql = """UPDATE kit_job SET state = 'leased', lease_until = %s, tries = tries + 1 WHERE id = ANY(ARRAY(
               SELECT id FROM kit_job WHERE not_before <= %s
                 AND (state = 'due' OR (state = 'leased' AND lease_until < %s)) {queue}
               ORDER BY rank, not_before, id LIMIT %s FOR UPDATE SKIP LOCKED)) RETURNING id"""
    params = [timezone.now() + LEASE, moment, timezone.now()] + ([queue] if queue else []) + [size]
    with connection.cursor() as cursor:
        cursor.execute(sql.format(queue="AND queue = %s" if queue else ""), params)
        ids = [row[0] for row in cursor.fetchall()]
    return list(Job.objects.filter(pk__in=ids).order_by("rank", "not_before", "pk"))


def _do(row):
    kind = _kinds.get(row.kind)
    try:
        if kind is None:
            raise LookupError(f"no job is called {row.kind!r}")
        kind.call(row.payload)
    except Exception as error:
        log.warning("job %s failed on try %s: %s", row, row.tries, error)
        last = row.tries >= (kind.tries if kind else 1)
        wait = BACK_OFF[min(row.tries, len(BACK_OFF)) - 1]
        Job.objects.filter(pk=row.pk, state=Job.State.LEASED).update(
            state=Job.State.DEAD if last else Job.State.DUE,
            error=traceback.format_exc()[-2000:],
            not_before=timezone.now() + timedelta(seconds=wait),
            lease_until=None,
        )
    else:
        # An `again` that came while the job ran made the row due: it must stay so.
        Job.objects.filter(pk=row.pk, state=Job.State.LEASED).update(
            state=Job.State.DONE, done_at=timezone.now(), lease_until=None, error=""
        )


def run_daily():
    """Call every daily duty; one that fails does not keep the others from running."""
    for call in _daily:
        try:
            call()
        except Exception:
            log.exception("the daily duty %s failed", call.__qualname__)
