"""Snapshots: what makes opening quick. Derived from the log, looked at before they are trusted, never in its place.

Rows of the log are never deleted: they say who wrote what. A snapshot that disagrees with the log is thrown away.
"""

import hashlib
import logging

from django.db import connection, transaction
from django.db.models import F, Max
from django.db.models.functions import Coalesce
from pycrdt import Doc

from network.live import bounds, updates
from network.live.models import Document, Snapshot, Update

log = logging.getLogger("network.live")

KEPT = 2
ROWS_WORTH_A_SNAPSHOT = 50


class Wrong(Exception):
    """What was built does not say what it was built from."""


def compact(document):
    """Write a snapshot up to the newest row of the document with this id; return its number.

    Returns None when another process is at it, or nothing is new. Raises Wrong, and writes nothing, when the snapshot
    read back is not what was built.
    """
    with transaction.atomic():
        if not _alone(document):
            return None
        doc, upto = Doc(), 0
        if newest := _newest_sound(document):
            doc.apply_update(bytes(newest.payload))
            upto = newest.upto
        rows = Update.objects.filter(document=document, seq__gt=upto).order_by("seq")
        head = upto
        for head, payload, is_bad in rows.values_list("seq", "payload", "is_quarantined").iterator():  # noqa: B007
            if not is_bad:
                doc.apply_update(bytes(payload))
        if head == upto:
            return None
        payload = doc.get_update()
        again = Doc()
        again.apply_update(payload)
        if facts(again) != facts(doc):
            raise Wrong(f"the snapshot of {document} up to {head}")
        digest = hashlib.sha256(payload).hexdigest()
        Snapshot.objects.create(document_id=document, upto=head, payload=payload, sha256=digest)
        kept = Snapshot.objects.filter(document=document).order_by("-upto").values_list("pk", flat=True)[:KEPT]
        Snapshot.objects.filter(document=document).exclude(pk__in=list(kept)).delete()
        return head


def verify(document):
    """Compare each snapshot with a replay of the whole log; delete those that disagree and return their numbers."""
    wrong = []
    with transaction.atomic():
        if not _alone(document):
            return wrong
        doc, at = Doc(), 0
        for snapshot in Snapshot.objects.filter(document=document).order_by("upto"):
            rows = Update.objects.filter(document=document, seq__gt=at, seq__lte=snapshot.upto, is_quarantined=False)
            for payload in rows.order_by("seq").values_list("payload", flat=True).iterator():
                doc.apply_update(bytes(payload))
            at = snapshot.upto
            if not _agrees(snapshot, doc):
                log.error("snapshot %s of %s does not say what the log says; it is thrown away", at, document)
                wrong.append(at)
                snapshot.delete()
    return wrong


def waiting():
    """Return the ids of documents whose log has grown much since the newest snapshot."""
    upto = Coalesce(Max("snapshots__upto"), 0)
    return (
        Document.objects.alias(upto=upto)
        .filter(head__gte=F("upto") + ROWS_WORTH_A_SNAPSHOT)
        .values_list("pk", flat=True)
    )


def facts(doc):
    """Return what a replica knows and what is deleted in it: equal facts from one log are equal texts."""
    reading = updates.read(doc.get_update())
    return bounds.clocks_of(doc.get_state()), {c: _merged(parts) for c, parts in reading.deletes.items() if parts}


def _agrees(snapshot, doc):
    payload = bytes(snapshot.payload)
    if hashlib.sha256(payload).hexdigest() != snapshot.sha256:
        return False
    built = Doc()
    try:
        built.apply_update(payload)
    except BaseException:  # a panic of the library beneath is no Exception
        return False
    return facts(built) == facts(doc)


def _newest_sound(document):
    for snapshot in Snapshot.objects.filter(document=document).order_by("-upto").iterator():
        if hashlib.sha256(bytes(snapshot.payload)).hexdigest() == snapshot.sha256:
            return snapshot
        log.error("snapshot %s of %s is not what was stored; it is passed over", snapshot.upto, document)
    return None


def _alone(document):
    """Take the lock of this document's snapshots, held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 7))", [f"live {document}"])
        return cursor.fetchone()[0]


def _merged(parts):
    """Join ranges that touch or overlap."""
    joined = []
    for clock, length in sorted(parts):
        if joined and clock <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], clock + length))
        else:
            joined.append((clock, clock + length))
    return joined
