"""Reading what was sent: the table or the file of references, as rows that are not judged yet."""

from datetime import timedelta
from itertools import batched

from django.db import transaction

from network.files.models import StoredFile
from network.interchange.reading import PARSER, read_table
from network.interchange.reading import read as read_references
from resources.imports import lookups, terms
from resources.imports.actions.rows import go, locked
from resources.imports.models import Import, Row
from resources.imports.parcels import Parcel

WAIT = timedelta(seconds=3)
TOGETHER = 2000


def read(batch_id):
    """Read the files of an import; safe to call again. What cannot be read leaves a problem that the member reads."""
    batch = Import.objects.filter(pk=batch_id, state=Import.State.READING).first()
    if batch is None:
        return
    files = list(batch.files.order_by("created_at", "pk"))
    states = {file.state for file in files}
    if not files or states & {StoredFile.State.REFUSED, StoredFile.State.QUARANTINED}:
        _fail(batch, "refused")
        return
    if states - {StoredFile.State.READY}:
        with transaction.atomic():
            go(batch, later=WAIT)
        return
    with Parcel(files) as parcel:
        places = parcel.references()
        if len(places) != 1:
            _fail(batch, "many" if places else "none")
            return
        data, name = parcel.text_of(places[0]), parcel.name_of(places[0])
    _take(batch, data, name)


def _take(batch, data, name):
    """Write the rows of the text, some thousand at a time, unless somebody else began to."""
    encoding = batch.encoding_said or None
    headings = []
    if tabled := read_table(data, encoding=encoding):
        found, table = tabled
        headings = table.headings
        rows = [(row.line, row.until, row.raw, row.cells) for row in table.rows]
    else:
        found = read_references(data, encoding=encoding)
        rows = [(record.line, record.until, record.raw, record.csl) for record in found.records]
    inner, outer = _apart(found.warnings, rows)
    begun = 0
    for some in batched(enumerate(rows, 1), TOGETHER, strict=False):
        with transaction.atomic():
            mine = locked(batch)
            if mine.state != Import.State.READING or (begun and mine.done != begun):
                return
            if not begun:
                mine.rows.all().delete()
                mine.total = len(rows)
            Row.objects.bulk_create(
                Row(
                    batch=mine,
                    number=number,
                    line=line,
                    until=until,
                    raw=_storable(raw),
                    told=_storable(told),
                    warnings=inner.get(number, []),
                )
                for number, (line, until, raw, told) in some
            )
            begun = mine.done = some[-1][0]
            mine.save(update_fields=["done", "total", "changed_at"])
    with transaction.atomic():
        mine = locked(batch)
        if mine.state != Import.State.READING or mine.done != begun:
            return
        mine.name, mine.format, mine.encoding, mine.parser = name, found.format, found.encoding, PARSER
        mine.lines, mine.headings, mine.columns = found.lines, headings, lookups.columns_of(headings)
        mine.warnings, mine.warned = outer[: terms.SHOWN_WARNINGS], len(outer)
        mine.total = mine.done = len(rows)
        mine.state = Import.State.ASKING if rows else Import.State.FAILED
        mine.problem = "" if rows else "nothing"
        mine.save()


def _apart(warnings, rows):
    """Return ({row number: its warnings}, [warnings of no row]), each as [line, template, params]."""
    inner, outer, number = {}, [], 0
    for one in sorted(warnings, key=lambda one: one.line):
        while number < len(rows) and rows[number][1] < one.line:
            number += 1
        kept = [one.line, one.template, one.params]
        if number < len(rows) and rows[number][0] <= one.line:
            inner.setdefault(number + 1, []).append(kept)
        else:
            outer.append(kept)
    return inner, outer


def _storable(thing):
    """Return text, lists and dicts of it without what PostgreSQL cannot hold."""
    if isinstance(thing, str):
        return thing.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(thing, list):
        return [_storable(one) for one in thing]
    if isinstance(thing, dict):
        return {_storable(key): _storable(one) for key, one in thing.items()}
    return thing


@transaction.atomic
def _fail(batch, problem):
    mine = locked(batch)
    if mine.state == Import.State.READING:
        mine.state, mine.problem = Import.State.FAILED, problem
        mine.save(update_fields=["state", "problem", "changed_at"])
