"""A table is brought in: kept with what it would do, then done, or let go."""

from django.db import transaction

from network.cities.models import TableImport
from network.cities.tables import fates as telling
from network.cities.tables import reading
from network.kit.clock import now


class Moved(Exception):
    """What the table would do is no longer what was shown."""


@transaction.atomic
def bring(kind, *, by, name, content, encoding=""):
    """Keep a table with each row's fate; nothing else is written. Returns the TableImport. Raises reading.NotATable."""
    table = reading.read(content, encoding)
    told = telling.preview(kind, table, by=by)
    return TableImport.objects.create(kind=kind, by=by, name=name[:200], content=content, encoding=encoding, fates=told)


@transaction.atomic
def read_again(brought, *, encoding):
    """Tell each row's fate anew, perhaps in another encoding."""
    brought = TableImport.objects.select_for_update().get(pk=brought.pk)
    if brought.done_at is None:
        table = reading.read(bytes(brought.content), encoding)
        brought.encoding, brought.fates = encoding, telling.preview(brought.kind, table, by=brought.by)
        brought.save(update_fields=["encoding", "fates"])
    return brought


@transaction.atomic
def carry_out(brought):
    """Do what was shown, every row by its own action and its own rule. Returns the TableImport; twice does it once.

    Raises Moved, and has written nothing, where the rows would now fare otherwise.
    """
    brought = TableImport.objects.select_for_update(of=("self",)).select_related("by").get(pk=brought.pk)
    if brought.done_at is None:
        table = reading.read(bytes(brought.content), brought.encoding)
        told = telling.fates(brought.kind, table, by=brought.by)
        if told != brought.fates:
            raise Moved
        brought.done_at = now()
        brought.save(update_fields=["done_at"])
    return brought


def forget_tables(before, limit):
    """Delete tables that were brought in before `before`, at most `limit`; returns how many."""
    old = TableImport.objects.filter(created_at__lt=before).order_by("pk").values("pk")[:limit]
    return TableImport.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()[0]
