"""Keeping the index up with the catalogue: one writer per machine, which reads on from the last change it has.

The number of that change is committed together with the documents, so a crash at any point repeats work, never skips.
"""

import logging
import shutil

import tantivy
from django.db.models import Max, Min

from network.catalogue.models import Change, Entry
from network.catalogue.search import schema, store

log = logging.getLogger(__name__)

SMALL = 50_000
"""Up to so many entries a missing index is rebuilt unasked (some ten seconds)."""
BATCH = 1000
HEAP = 50_000_000
REBUILD_HEAP = 200_000_000


def catch_up():
    """Read on to the last change and return its number; None if there is no index and it is too large to make unasked.

    Waits for another writer of this machine, so what was committed before the call can be found after it.
    """
    with store.lock() as held:
        if not held:
            raise TimeoutError("another process has been writing the search index for half a minute")
        folder = store.current()
        if folder is not None:
            try:
                number = _read_on(folder)
            except ValueError as error:
                log.error("the search index in %s cannot be written: %s", folder, error)
                number = None
            if number is not None:
                return number
    if Entry.objects.count() > SMALL:
        log.warning("there is no search index; run 'manage.py index --rebuild'")
        return None
    return rebuild()


def rebuild(progress=None):
    """Build the index anew beside the one in use, then change over. Returns the number of the last change in it.

    `progress(done, total)` is called now and then.
    """
    with store.lock("rebuild") as held:
        if not held:
            raise TimeoutError("another process is rebuilding the search index")
        position = _last()
        folder = store.new_folder()
        try:
            _fill(folder, position, progress)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        with store.lock(seconds=600):
            store.use(folder)
            return _read_on(folder)


def state():
    """Return (number of the last change in the index or None, number of the last change of the catalogue)."""
    snapshot = store.snapshot()
    return (snapshot.position if snapshot else None), _last()


def _last():
    return Change.objects.aggregate(last=Max("number"))["last"] or 0


def _position(searcher, fields):
    found = searcher.search(tantivy.Query.term_query(fields, "entry", schema.POSITION_ID), 1)
    return searcher.doc(found.hits[0][1])["position"][0] if found.hits else None


def _fill(folder, position, progress):
    index = schema.prepare(tantivy.Index(schema.build(), str(folder)))
    fields, writer = index.schema, index.writer(REBUILD_HEAP, 1)
    entries = Entry.objects.filter(withdrawn_at=None).order_by("pk").defer("cards")
    total, done = entries.count(), 0
    for done, entry in enumerate(entries.iterator(chunk_size=BATCH), 1):
        writer.add_document(schema.document(entry, fields))
        if progress and done % BATCH == 0:
            progress(done, max(done, total))
    writer.add_document(schema.position_document(position, fields))
    writer.commit()
    writer.wait_merging_threads()
    if progress:
        progress(done, done)


def _read_on(folder):
    """Bring the index in `folder` up to date; None if it cannot be, because changes that it needs are gone."""
    index = schema.prepare(tantivy.Index.open(str(folder)))
    position = _position(index.searcher(), index.schema)
    known = Change.objects.aggregate(first=Min("number"), last=Max("number"))
    last = known["last"] or 0
    if position is None or position > last or (position < last and position + 1 < known["first"]):
        log.warning("the search index stands at %s, the catalogue at %s: it must be rebuilt", position, last)
        return None
    if position == last:
        return position
    writer = index.writer(HEAP, 1)
    try:
        while changes := list(_after(position)):
            position = changes[-1][0]
            _apply(writer, index.schema, {entry for _, entry in changes}, position)
    finally:
        writer.wait_merging_threads()
    return position


def _after(number):
    return Change.objects.filter(number__gt=number).order_by("number").values_list("number", "entry_id")[:BATCH]


def _apply(writer, fields, ids, position):
    # Not by term: that makes a signed term of a Python int, which never meets this unsigned field.
    for pk in (*ids, schema.POSITION_ID):
        writer.delete_documents_by_query(tantivy.Query.term_query(fields, "entry", pk))
    for entry in Entry.objects.filter(pk__in=ids, withdrawn_at=None).defer("cards").order_by("pk"):
        writer.add_document(schema.document(entry, fields))
    writer.add_document(schema.position_document(position, fields))
    writer.commit()
