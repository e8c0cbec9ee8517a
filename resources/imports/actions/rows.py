"""What the actions share: the locked import, its job, and the work in slices."""

import time

from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.imports import terms
from resources.imports.models import Import


def locked(batch):
    """Return the import afresh, its row locked until the transaction ends."""
    return Import.objects.select_for_update(of=("self",)).get(pk=getattr(batch, "pk", batch))


def go(batch, *, later=None):
    """Ask for the machine's next step, in the caller's transaction."""
    moment = now() + later if later else None
    enqueue("imports.go", {"id": batch.pk}, key=str(batch.pk), again=True, not_before=moment)


def go_through(step, batch_id):
    """Call `step(id)` until it says that nothing is left, or the time is over; then the job comes again.

    Every step is a transaction of its own that says where it came to, so a crash costs one slice and no row twice.
    """
    until = time.monotonic() + terms.SECONDS
    while step(batch_id):
        if time.monotonic() > until:
            go(Import(pk=batch_id))
            return False
    return True
