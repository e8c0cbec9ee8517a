"""Suggest: titles with words that begin as typed."""

from django.utils.translation import get_language

from network.catalogue import facets as registry
from network.catalogue.models import Entry
from network.catalogue.search import query, store, words
from network.catalogue.search.finding import ids_of
from network.kit.audience import keys_of


def suggest(q, *, member=None, language=None, limit=8):
    """Return [{"title", "language", "address", "kind"}] of entries whose title has words that begin as typed."""
    language = language or get_language() or "en"
    snapshot = store.snapshot()
    if snapshot is None:
        return []
    builder = query.Builder(snapshot.searcher, snapshot.schema, keys_of(member))
    hits = [hit for one in builder.starting(q) for hit in snapshot.searcher.search(one, limit).hits]
    ids = ids_of(snapshot, sorted(hits, key=lambda hit: -(hit[0] or 0))[:limit])
    if not ids:
        return []
    rows = Entry.objects.visible_to(member).filter(pk__in=ids)
    rows = {row.pk: row for row in rows.only("titles", "languages", "address", "kind", "facets")}
    entries = [rows[pk] for pk in ids if pk in rows]
    kinds = registry.labels_of("kind", {word for entry in entries for word in entry.words_of("kind")}, language)
    suggestions = []
    for entry in entries:
        title, known = _begun_title(entry, q, language)
        kind = next((kinds[word] for word in entry.words_of("kind")), "")
        suggestions.append({"title": title, "language": known, "address": entry.address, "kind": kind})
    return suggestions


def _begun_title(entry, q, language):
    """Return the (title, language) that begins as typed, the reader's language first."""
    begun = [words.fold(word) for word in words.split(words.plain(query.typed(q)))]
    first = entry.title_in(language)
    for title, known in (first, *((text, other) for other, text in entry.titles.items())):
        found = words.folded(words.split(words.plain(title)))
        if begun and all(any(word.startswith(start) for word in found) for start in begun):
            return title, known
    return first
