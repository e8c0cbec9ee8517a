"""Duties of the hub: snapshots of texts that nobody has open, and a look whether snapshots say what the log says."""

import logging
from datetime import timedelta

from django.utils import timezone

from network.kit.jobs import daily
from network.live import compaction
from network.live.models import Document

log = logging.getLogger("network.live")


@daily
def make_snapshots():
    """Write snapshots where the log has grown."""
    for document in compaction.waiting():
        try:
            compaction.compact(document)
        except Exception:
            log.exception("no snapshot of %s could be made", document)


@daily
def verify_snapshots():
    """Replay the logs that changed within two days and compare."""
    lately = timezone.now() - timedelta(days=2)
    for document in Document.objects.filter(changed_at__gt=lately).values_list("pk", flat=True):
        try:
            compaction.verify(document)
        except Exception:
            log.exception("the snapshots of %s could not be compared", document)
