"""Writing the rows into the library, a slice at a time; each row once, whatever happens in between."""

import logging

from django.db import DatabaseError, transaction
from django.utils.translation import override

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.files.actions.intake import take
from network.files.models import StoredFile
from network.files.names import clean_name
from network.files.storing import room_for
from network.files.terms import NoSpace, Refused
from network.kit.clock import now
from resources.imports import queries, terms
from resources.imports.actions.rows import go, locked
from resources.imports.activity import BROUGHT, DRAFTED
from resources.imports.marks import marks_of
from resources.imports.models import Import, Row
from resources.imports.parcels import Parcel
from resources.library.actions.bringing import bring
from resources.library.terms import NotReady

log = logging.getLogger(__name__)


@transaction.atomic
def write(batch, *, by):
    """Do it: ask for the rows to be written."""
    batch = locked(batch)
    demand(by, "imports.go_on", batch)
    if batch.state != Import.State.READY:
        raise ValueError(f"an import that is {batch.state} cannot be written")
    batch.state, batch.done, batch.written_by = Import.State.WRITING, 0, by
    batch.total = queries.to_write(batch).count()
    batch.save()
    go(batch)
    return batch


def write_slice(batch_id):
    """Write the next rows of an import; says whether there may be more."""
    batch = Import.objects.select_related("owner").filter(pk=batch_id, state=Import.State.WRITING).first()
    if batch is None:
        return False
    with override(batch.owner.language), Parcel(batch.files.order_by("created_at", "pk")) as parcel:
        try:
            with transaction.atomic():
                return _write(batch_id, parcel, terms.SLICE)
        except (DatabaseError, Refused, NotReady, ValueError) as fault:
            log.warning("a slice of import %s is written row by row: %s", batch_id, fault)
        # One row that the library does not take must not keep out its neighbours.
        return all(_write_one(batch_id, parcel) for _turn in range(terms.SLICE))


def _write_one(batch_id, parcel):
    try:
        with transaction.atomic():
            return _write(batch_id, parcel, 1)
    except (DatabaseError, Refused, NotReady, ValueError) as fault:
        why = str(getattr(fault, "sentence", "") or fault)[:200]
    with transaction.atomic():
        mine = locked(batch_id)
        row = queries.to_write(mine).order_by("number").first()
        if row is not None:
            row.fate, row.reasons = Row.Fate.REFUSED, [terms.reason("not_written", why=why)]
            row.save(update_fields=["fate", "reasons"])
    return True


def _write(batch_id, parcel, most):
    mine = locked(batch_id)
    if mine.state != Import.State.WRITING:
        return False
    rows = list(queries.to_write(mine).order_by("number")[:most])
    by = mine.owner
    if not rows:
        _finish(mine, by)
        return False
    moment, taken = now(), {}
    given = [_given(row, mine, parcel, by, taken) for row in rows]
    brought = bring(given, by=by, at=moment)
    for row, resource in zip(rows, brought, strict=True):
        row.resource, row.written_at = resource, moment
    marks = marks_of([resource.pk for resource in brought])
    for row in rows:
        row.mark = marks[row.resource_id]
    Row.objects.bulk_update(rows, ["resource", "written_at", "mark"])
    mine.done += len(rows)
    mine.save(update_fields=["done", "changed_at"])
    return True


def _given(row, batch, parcel, by, taken):
    """Return what the library is to write for one row, its files stored."""
    what = dict(row.what)
    sums = what.pop("sums", [])
    names = what.pop("files", [])
    what["files"] = [_stored(name, parcel, by, taken) for name in names] if len(sums) == len(names) else []
    what["publishes"] = terms.fate_of(row, batch) == "publish"
    return what


def _stored(name, parcel, by, taken):
    """Return the StoredFile of a name in the parcel: a loose one as it is, a packed one taken into the hub."""
    places = parcel.find(name)
    if len(places) != 1:
        raise Refused("broken")
    place = places[0]
    if place[2] is None:
        return place[0]
    if place[2] not in taken:
        with parcel.unpacked(place) as (path, called):
            room_for(path.stat().st_size)
            file = StoredFile(owner=by, name=clean_name(called), size=path.stat().st_size)
            take(file, path, bulk=True)
        if file.state == StoredFile.State.REFUSED:
            raise Refused(file.refusal)
        taken[place[2]] = file
    return taken[place[2]]


def _finish(mine, by):
    """Say once, for the whole batch, what was brought."""
    mine.state, mine.written_at = Import.State.DONE, now()
    mine.done = mine.total
    mine.save(update_fields=["state", "written_at", "done", "changed_at"])
    counts = queries.written(mine)
    n, published = counts["drafts"] + counts["published"], counts["published"]
    if n:
        record(
            BROUGHT if published else DRAFTED,
            by=by,
            subject=mine,
            city=by.home_city.slug if by.home_city_id else "",
            audience=["members"] if published else [f"member:{by.pk}"],
            detail={"n": n, "published": published},
        )


def stop(batch_id):
    """Let an import whose owner may no longer share, or whose disk is full, wait for better days."""
    with transaction.atomic():
        mine = locked(batch_id)
        if mine.state == Import.State.WRITING:
            mine.state = Import.State.READY
            mine.save(update_fields=["state", "changed_at"])


STOPS = (Denied, NoSpace)
