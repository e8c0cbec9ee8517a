"""The retention clocks: each class of data in small batches, each run on record, none keeps the others from running."""

import logging
import time

from django.db import transaction

from members.privacy.models import Run
from members.privacy.terms import BATCH, SECONDS
from network.kit import personal
from network.kit.clock import now

log = logging.getLogger(__name__)


def run_clocks(only=None, *, batch=BATCH, seconds=SECONDS):
    """Run every retention clock (or the one called `only`); returns {name: rows that went}."""
    clocks = personal.all_clocks()
    return {name: _run(clock, batch, seconds) for name, clock in sorted(clocks.items()) if only in (None, name)}


def _run(clock, batch, seconds):
    """Call one clock until nothing is left or its time is over; what is left goes the next night."""
    started, rows, error, gone = time.monotonic(), 0, "", batch
    before = clock.before
    try:
        while gone >= batch and time.monotonic() - started < seconds:
            with transaction.atomic():
                gone = clock.run(before, batch) or 0
            rows += gone
    except Exception as problem:
        log.exception("the retention clock %s failed", clock.name)
        # The words of an error may quote a row: its kind is enough here, the rest stands in the log.
        error = type(problem).__name__
    Run.objects.create(
        clock=clock.name,
        at=now(),
        rows=rows,
        seconds=round(time.monotonic() - started, 3),
        is_complete=gone < batch and not error,
        error=error,
    )
    return rows
