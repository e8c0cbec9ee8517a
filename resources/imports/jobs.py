"""What imports have done in the background: one job for each, whatever its next step is."""

import logging

from django.db import transaction

from network.kit.jobs import job
from resources.imports import actions
from resources.imports.actions.rows import go_through, locked
from resources.imports.actions.writing import STOPS, stop
from resources.imports.models import Import

log = logging.getLogger(__name__)
TRIES = 3


@job("imports.go", queue="slow")
def go(payload):
    """Read, judge, write or undo, as the import's state says."""
    batch = Import.objects.filter(pk=payload["id"]).first()
    if batch is None or not batch.is_busy:
        return
    try:
        if batch.state == Import.State.READING:
            actions.read(batch.pk)
        elif batch.state == Import.State.JUDGING:
            actions.judge(batch.pk)
        elif batch.state == Import.State.WRITING:
            go_through(actions.write_slice, batch.pk)
        else:
            go_through(actions.undo_slice, batch.pk)
    except STOPS as reason:
        log.warning("import %s waits: %s", batch.pk, reason)
        stop(batch.pk)
    except Exception:
        _give_up(batch.pk)
        raise


def _give_up(batch_id):
    """Count failures of the reading; after three the member is told, and nothing was written."""
    with transaction.atomic():
        mine = locked(batch_id)
        if mine.state == Import.State.READING:
            mine.defaults = mine.defaults | {"_tries": mine.defaults.get("_tries", 0) + 1}
            if mine.defaults["_tries"] >= TRIES:
                mine.state, mine.problem = Import.State.FAILED, "crashed"
            mine.save()
