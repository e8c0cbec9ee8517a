"""Writing entries. Called by the rooms' actions as the last step of their transaction.

The number of a change is given out under a row lock that lasts until the commit, so that readers see numbers without
gaps and in order; hence 'late in the transaction'.
"""

import hashlib
import json
from itertools import batched

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from network.catalogue.adapters import adapter_of, added
from network.catalogue.models import Change, Entry
from network.catalogue.terms import PUBLIC, TEXT_LIMIT
from network.kit.jobs import enqueue

WRITTEN = (
    *("kind", "address", "titles", "summaries", "audience", "facets", "people", "text", "languages", "useful_in"),
    *("published_at", "changed_at", "withdrawn_at", "told_at", "fingerprint", "cards", "stamp"),
)


def write(thing, *, force=False):
    """Bring the entry of `thing` up to date and return it (None if the thing is not to be found).

    Nothing is written, and no number is given out, when the entry says what it said before (unless `force`).
    """
    entries = write_many([thing], force=force)
    return entries[0] if entries else None


def write_many(things, *, force=False, batch=500):
    """Write the entries of many things, a batch at a time, each with a contiguous range of numbers.

    Returns the entries of the things that can be found.
    """
    entries = []
    for some in batched(things, batch, strict=False):
        entries += _write_batch(some, force)
    return entries


def withdraw(thing):
    """Take `thing` out of everything that reads the catalogue; its entry stays, withdrawn."""
    adapted = adapter_of(thing).model._meta.label_lower
    with transaction.atomic():
        _withdraw([(adapted, str(thing.pk))])


def forget_cards(*words):
    """Let the stored cards be rendered anew: of entries with one of the facet `words` ("city:shanghai"), or all."""
    entries = Entry.objects.exclude(stamp="")
    (entries.filter(facets__overlap=list(words)) if words else entries).update(stamp="", cards={})


def prune_changes(before):
    """Delete changes older than the moment `before`; an index that never saw them must be rebuilt, and will be."""
    last = Change.objects.order_by("-number").values_list("number", flat=True).first()
    return Change.objects.filter(at__lt=before).exclude(number=last).delete()[0]


def _write_batch(things, force):
    wanted, gone, more = {}, [], added(things)
    for thing in things:
        adapted = adapter_of(thing)
        key = (adapted.model._meta.label_lower, str(thing.pk))
        fields = adapted.fields(thing)
        if fields is None:
            gone.append(key)
        else:
            wanted[key] = _entry(key, fields | {"facets": [*(fields.get("facets") or ()), *more.get(key, ())]})
    with transaction.atomic():
        if gone:
            _withdraw(gone)
        return _upsert(wanted, force)


def _upsert(wanted, force):
    if not wanted:
        return []
    known = {(e.source, e.source_id): e for e in _rows(wanted).only("source", "source_id", "fingerprint", *_KEPT)}
    changed = []
    for key, entry in wanted.items():
        old = known.get(key)
        if old and old.fingerprint == entry.fingerprint and old.withdrawn_at is None and not force:
            continue
        if entry.published_at is None:
            entry.published_at = old.published_at if old else timezone.now()
        changed.append(entry)
    if changed:
        last, now = _take_numbers(len(changed))
        for entry in changed:
            entry.changed_at = now
            entry.told_at = _told_at(entry, known.get((entry.source, entry.source_id)), now)
        saved = Entry.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["source", "source_id"], update_fields=WRITTEN
        )
        _number([entry.pk for entry in saved], last)
    unchanged = [old for key, old in known.items() if key in wanted and wanted[key] not in changed]
    return [*changed, *unchanged]


_KEPT = ("published_at", "withdrawn_at", "told_at", "audience", "address", "titles", "kind")


def _told_at(entry, old, now):
    """Return when everybody could last hear of an entry; what is done behind closed doors moves it no more."""
    was_public = old is not None and old.withdrawn_at is None and PUBLIC in old.audience
    if PUBLIC in entry.audience or was_public:
        return now
    return old.told_at if old is not None else None


def _withdraw(keys):
    rows = [row for row in _rows(keys).only("pk", "withdrawn_at", "audience") if row.withdrawn_at is None]
    if rows:
        last, now = _take_numbers(len(rows))
        ids = [row.pk for row in rows]
        Entry.objects.filter(pk__in=ids).update(withdrawn_at=now, changed_at=now, stamp="", cards={})
        Entry.objects.filter(pk__in=[row.pk for row in rows if PUBLIC in row.audience]).update(told_at=now)
        _number(ids, last)


def _rows(keys):
    """Return the locked entries of the (source, source_id) pairs, in an order that cannot deadlock."""
    by_source = {}
    for source, source_id in keys:
        by_source.setdefault(source, []).append(source_id)
    mine = Q(pk__in=[])
    for source, ids in by_source.items():
        mine |= Q(source=source, source_id__in=ids)
    return Entry.objects.select_for_update().filter(mine).order_by("pk")


def _take_numbers(count):
    """Take the next `count` numbers; returns the last of them, and a moment later than that of every earlier change.

    From here to the commit no other writer passes: whoever reads entries in the order of `told_at` and goes on from
    where they stopped misses nothing, however long a transaction took.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO catalogue_counter (name, value) VALUES ('change', %s)
               ON CONFLICT (name) DO UPDATE SET value = catalogue_counter.value + EXCLUDED.value
               RETURNING value""",
            [count],
        )
        return cursor.fetchone()[0], timezone.now()


def _number(ids, last):
    """Give the numbers up to `last` to changes of these entries, and have the index told."""
    first = last - len(ids) + 1
    Change.objects.bulk_create(Change(number=first + i, entry_id=pk) for i, pk in enumerate(ids))
    enqueue("catalogue.index", key="catalogue.index", again=True)


def _entry(key, fields):
    """Return an unsaved Entry with the adapter's `fields`, cleaned."""
    fields = dict(fields)
    published = fields.pop("published_at", None)
    entry = Entry(
        source=key[0],
        source_id=key[1],
        kind=fields.pop("kind", "") or key[0].rpartition(".")[2],
        address=fields.pop("address"),
        titles=_texts(fields.pop("titles")),
        summaries=_texts(fields.pop("summaries", None) or {}),
        audience=sorted(set(fields.pop("audience"))),
        people=list(fields.pop("people", None) or ()),
        text=clean(fields.pop("text", None) or "")[:TEXT_LIMIT],
        languages=list(dict.fromkeys(fields.pop("languages", None) or ())),
        useful_in=sorted(set(fields.pop("useful_in", None) or ())),
        changed_at=timezone.now(),
        withdrawn_at=None,
        cards={},
        stamp="",
    )
    entry.facets = _facets(entry, fields.pop("facets", None) or ())
    besides = fields.pop("besides", None) or []
    if fields:
        raise TypeError(f"an entry has no field {', '.join(sorted(fields))}")
    told = [getattr(entry, name) for name in WRITTEN[:10]] + [published, *besides]
    entry.fingerprint = hashlib.sha1(
        json.dumps(told, sort_keys=True, cls=DjangoJSONEncoder).encode("utf-8", "replace"), usedforsecurity=False
    ).hexdigest()
    entry.published_at = published
    return entry


def _facets(entry, given):
    words = list(dict.fromkeys(clean(str(word)) for word in given))
    if not any(word.startswith("kind:") for word in words):
        words.append(f"kind:{entry.kind}")
    if not any(word.startswith("language:") for word in words):
        words += [f"language:{language}" for language in entry.languages]
    return words


def _texts(texts):
    return {language: clean(str(text)) for language, text in texts.items() if text}


def clean(text):
    """Return `text` without what PostgreSQL or UTF-8 cannot hold (NUL, lone surrogates)."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
