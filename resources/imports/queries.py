"""Reads of imports: what is to be written, what was, and the counts that the pages show."""

from django.db.models import Count, Q

from resources.imports.models import Row
from resources.library.models import Resource, Useful


def to_write(batch):
    """Return the rows that are to be written and are not yet, under the choices of the import."""
    fates = [Row.Fate.NEW] + ([Row.Fate.DUPLICATE] if batch.duplicates == "add" else [])
    return batch.rows.filter(fate__in=fates, written_at=None)


def fates(batch):
    """Return {fate: number of rows} under the present choices."""
    new = Q(fate=Row.Fate.NEW)
    if batch.duplicates == "add":
        new |= Q(fate=Row.Fate.DUPLICATE)
    at_once = new & Q(is_complete=True) if batch.publishes else Q(pk=None)
    counted = batch.rows.aggregate(
        draft=Count("pk", filter=new & ~at_once),
        publish=Count("pk", filter=at_once),
        duplicate=Count("pk", filter=Q(fate=Row.Fate.DUPLICATE) & ~new),
        refused=Count("pk", filter=Q(fate=Row.Fate.REFUSED)),
    )
    return counted


def rows_of_fate(batch, fate):
    """Return the rows with one fate under the present choices; all of them for any other word."""
    new = [Row.Fate.NEW] + ([Row.Fate.DUPLICATE] if batch.duplicates == "add" else [])
    rows = batch.rows.select_related("twin", "resource").order_by("number")
    if fate == "refused":
        return rows.filter(fate=Row.Fate.REFUSED)
    if fate == "duplicate":
        return rows.filter(fate=Row.Fate.DUPLICATE).exclude(fate__in=new)
    if fate in ("draft", "publish"):
        complete = Q(is_complete=True) if batch.publishes else Q(pk=None)
        return rows.filter(complete if fate == "publish" else ~complete, fate__in=new)
    return rows


def written(batch):
    """Return what an import has brought: {"drafts", "published", "review", "undone"}."""
    brought = batch.rows.exclude(written_at=None)
    shown = Resource.State
    return brought.aggregate(
        drafts=Count("pk", filter=Q(undone_at=None) & Q(resource__state=shown.DRAFT)),
        review=Count("pk", filter=Q(undone_at=None) & Q(resource__state=shown.REVIEW)),
        published=Count("pk", filter=Q(undone_at=None) & Q(resource__state=shown.PUBLISHED)),
        undone=Count("pk", filter=~Q(undone_at=None)),
    )


def touched_by_others(ids, owner):
    """Return the ids of those resources that somebody else has found useful: they are no longer one person's."""
    return set(Useful.objects.filter(resource__in=ids).exclude(member=owner).values_list("resource", flat=True))
