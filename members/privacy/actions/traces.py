"""The audit log: a row for each look and each change; rows go by the retention clock alone."""

from django.db import connection, transaction

from members.privacy.models import Trace
from network.kit.clock import now


def trace(kind, *, by, about=None, detail=None):
    """Write one row: `by` (a Member, None for the portal) did `kind` to what is `about` a Member (None: about many).

    `detail` holds codes and numbers, never names or texts: rows cannot be erased.
    """
    who = by.pk if by is not None and by.is_authenticated else None
    return trace_of(kind, by_id=who, about_id=about.pk if about is not None else None, detail=detail)


def trace_of(kind, *, by_id, about_id, detail=None):
    """Write one row where only the numbers of the people are known."""
    return Trace.objects.create(kind=kind, by_id=by_id, about_id=about_id, detail=detail or {}, at=now())


def sign(by_id):
    """Fill in who acted in the rows that the database itself wrote in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE privacy_trace SET by_id = %s
               WHERE by_id IS NULL AND xact IS NOT NULL AND xact = pg_current_xact_id()::text::bigint""",
            [by_id],
        )


def forget_traces(before, limit):
    """Let at most `limit` rows go that are older than the moment `before`; returns how many went."""
    ids = list(Trace.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:limit])
    if not ids:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('privacy.clock', 'on', true)")
        cursor.execute("DELETE FROM privacy_trace WHERE id = ANY(%s)", [ids])
        gone = cursor.rowcount
        # Inside a larger transaction the door would stay open behind us.
        cursor.execute("SELECT set_config('privacy.clock', 'off', true)")
    return gone
