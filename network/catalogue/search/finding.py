"""Find and suggest: the index says what meets the query; the rows say once more who may see it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import tantivy
from django.db.models.functions import Left
from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue import facets as registry
from network.catalogue.models import Entry
from network.catalogue.search import corrections, fallback, query, schema, snippets, store, words
from network.catalogue.search.found import Found, Hit
from network.catalogue.search.memory import Memory
from network.kit.audience import keys_of

LARGEST_PAGE = 50
DEEPEST = 2000
FEW = 3
MOST_FILTER_WORDS = 30
SNIPPET_TEXT = 200_000
LARGE = 100_000
"""From so many documents on, hits and counts are looked for at the same time."""

ORDERS = {
    "newest": {"order_by_field": "published", "order": tantivy.Order.Desc},
    "oldest": {"order_by_field": "published", "order": tantivy.Order.Asc},
}
_cache = Memory(256)
_pool = ThreadPoolExecutor(2, thread_name_prefix="search")


def find(
    q="", *, member=None, language=None, filters=None, within=None, page=1, size=20, sort="relevance", facets=None
):
    """Return Found: a page of the entries that meet `q` and that `member` (None: a visitor) may see.

    `filters` {"city": ["shanghai", "tianjin"]} narrow to any of a facet's words; each facet's own filter does not
    narrow its own counts. `within` narrows to entries of one kind ("resource"). `sort` is "relevance", "newest" or
    "oldest"; without words to find, relevance is newness.
    `facets` names the facets to count, all if None. Never raises for anything that was typed.
    """
    size = max(1, min(int(size), LARGEST_PAGE))
    page = max(1, min(int(page), DEEPEST // size))
    names = registry.names() if facets is None else list(facets)
    filters = {name: sorted(set(ws))[:MOST_FILTER_WORDS] for name, ws in (filters or {}).items() if ws}
    parts = query.parse(q)
    snapshot = store.snapshot()
    if snapshot is None:
        found, ids = fallback.find(parts, member, filters, within, page, size, names, sort)
        return _finish(found, ids, member, page, size, None, language)
    sort = "newest" if sort == "relevance" and not parts else sort
    search = _Search(snapshot, member, within, filters, names, sort)
    found, ids, shown = search.run(q, parts, page, size)
    found = _finish(found, ids, member, page, size, snippets.Finder(shown) if shown else None, language)
    if not found.total and (parts or filters):
        _help(found, search, parts, member, language)
    return found


def suggest(q, *, member=None, language=None, limit=8):
    """Return [{"title", "language", "address", "kind"}] of entries whose title has words that begin as typed."""
    language = language or get_language() or "en"
    snapshot = store.snapshot()
    if snapshot is None:
        return []
    builder = query.Builder(snapshot.searcher, snapshot.schema, keys_of(member))
    hits = [hit for one in builder.starting(q) for hit in snapshot.searcher.search(one, limit).hits]
    ids = _ids(snapshot, sorted(hits, key=lambda hit: -(hit[0] or 0))[:limit])
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


class _Search:
    """One question to one state of the index."""

    def __init__(self, snapshot, member, within, filters, names, sort):
        self.snapshot, self.within, self.filters, self.names, self.sort = snapshot, within, filters, names, sort
        self.builder = query.Builder(snapshot.searcher, snapshot.schema, keys_of(member))

    def run(self, q, parts, page, size):
        """Return (Found without hits, the ids of the page, the parts to mark), widened where little is met."""
        found, ids = self.page(parts, page, size)
        shown = parts
        if parts and found.total < FEW and page == 1:
            replaced, corrected = self._replacements(q, parts)
            if replaced:
                wide, wide_ids = self.page(parts, page, size, replaced)
                if wide.total > found.total:
                    found, ids, wide.widened = wide, wide_ids, True
                    extra = [query.Part("word", (word,)) for near in replaced.values() for word in near]
                    shown = [*parts, *extra]
            found.did_you_mean = next((text for text in corrected if self.count(query.parse(text))), "")
        return found, ids, shown

    def page(self, parts, page, size, replaced=None, fewest=None):
        """Return (Found with total and facets, ids of the page), from memory if the index has not changed since."""
        asked = (tuple(parts), tuple(part.others for part in parts), tuple(sorted((replaced or {}).items())))
        narrowed = tuple(sorted((name, tuple(ws)) for name, ws in self.filters.items()))
        key = (self.snapshot.generation, tuple(self.builder.keys), self.within, narrowed, tuple(self.names))
        key += (self.sort, asked, page, size, fewest)
        if (known := _cache.get(key)) is None:
            known = self._page(parts, page, size, replaced, fewest)
            _cache.put(key, known)
        total, ids, counts = known
        return Found(total=total, facets={name: list(pairs) for name, pairs in counts.items()}, key=key), list(ids)

    def _page(self, parts, page, size, replaced, fewest):
        """Return (total, ids, counts); each side of the index is asked for itself, at the same time if it is large."""
        asked = self.builder.queries(parts, self.filters, self.within, fewest, replaced)
        jobs = [(one, [name for name in self.names if name not in self.filters]) for one in asked]
        for name in (name for name in self.names if name in self.filters):
            others = {other: ws for other, ws in self.filters.items() if other != name}
            jobs += [(one, [name]) for one in self.builder.queries(parts, others, self.within, fewest, replaced)]
        jobs = [job for job in jobs if job[1]]
        if self.snapshot.searcher.num_docs > LARGE:
            later = [_pool.submit(self._count_columns, *job) for job in jobs]
            results = [self._top(one, page * size) for one in asked]
            counted = [future.result() for future in later]
        else:
            results = [self._top(one, page * size) for one in asked]
            counted = [self._count_columns(*job) for job in jobs]
        hits = [hit for result in results for hit in result.hits]
        if len(results) > 1:
            hits.sort(key=lambda hit: hit[0] or 0, reverse=self.sort != "oldest")
        counts = {name: Counter() for name in self.names}
        for some in counted:
            for name, counter in some.items():
                counts[name].update(counter)
        pairs = {name: sorted(some.items(), key=lambda pair: (-pair[1], pair[0])) for name, some in counts.items()}
        ids = _ids(self.snapshot, hits[(page - 1) * size : page * size])
        return sum(result.count for result in results), ids, pairs

    def _top(self, asked, limit):
        return self.snapshot.searcher.search(asked, limit, **ORDERS.get(self.sort, {}))

    def _count_columns(self, asked, names):
        """Return {facet: Counter of its words}."""
        columns = {name: schema.columns(name) for name in names}
        wanted = {
            column: {"terms": {"field": f"slots.{column}", "size": 1000, "segment_size": 10_000}}
            for some in columns.values()
            for column in some
        }
        result = self.snapshot.searcher.aggregate(asked, wanted)
        counts = {}
        for name, some in columns.items():
            counter = counts[name] = Counter()
            for column in some:
                for bucket in result[column]["buckets"]:
                    counter[bucket["key"]] += bucket["doc_count"]
            counter.pop(schema.EMPTY, None)
        return counts

    def count(self, parts):
        """Return how many entries the reader may see meet `parts`."""
        if not parts:
            return 0
        asked = self.builder.queries(parts, self.filters, self.within)
        return sum(self.snapshot.searcher.search(one, 1).count for one in asked)

    def _replacements(self, q, parts):
        """Return ({part: words near it}, [the typed text with its unknown words corrected])."""
        replaced, texts = {}, []
        open_end = not str(q).endswith((" ", '"'))
        for part in parts:
            if part.kind != "word":
                continue
            word = part.run[0]
            last = part is parts[-1] and open_end
            longer = corrections.completions(word, self.builder) if last else []
            # Asked for what the reader may see: that a word is 'known' must not tell of an entry that is closed to her.
            near = [] if self.count([part]) else corrections.near(word, self.builder)
            if longer or near:
                replaced[part] = tuple(dict.fromkeys([*longer, *near]))
            if near and not longer:
                texts += [_replace(query.typed(q), word, other) for other in near[:3]]
        return replaced, texts


def _replace(text, word, other):
    """Return `text` with one of its words replaced."""
    at = words.plain(text).find(word)
    return text[:at] + other + text[at + len(word) :] if at >= 0 else other


def _ids(snapshot, hits):
    addresses = [address for _, address in hits]
    return snapshot.searcher.fast_field_values("entry", addresses) if addresses else []


def _finish(found, ids, member, page, size, finder, language):
    """Put the rows that `member` may see in place of the ids; what the index did not know yet is taken off."""
    seen = Entry.objects.visible_to(member).filter(pk__in=ids)
    rows = seen.light() if finder else seen.for_cards(cards.known_language(language))
    rows = {row.pk: row for row in rows} if ids else {}
    if gone := [pk for pk in ids if pk not in rows]:
        _take_off(found, gone)
    found.hits = _hits([rows[pk] for pk in ids if pk in rows], finder, language or get_language() or "en")
    found.page, found.pages = page, max(1, min(-(-found.total // size), DEEPEST // size))
    return found


def _take_off(found, gone):
    """Take entries that must not be seen (any more) off the total and the counts."""
    found.total, found.key = max(0, found.total - len(gone)), None
    less = Counter(
        word for words in Entry.objects.filter(pk__in=gone).values_list("facets", flat=True) for word in words
    )
    for name, pairs in found.facets.items():
        pairs = [(word, count - less[f"{name}:{word}"]) for word, count in pairs]
        found.facets[name] = [(word, count) for word, count in pairs if count > 0]


def _hits(entries, finder, language):
    if finder is None:
        return [Hit(entry) for entry in entries]
    lines = {entry.pk: _lines(entry, finder, language) for entry in entries}
    wanting = [entry.pk for entry in entries if not lines[entry.pk][0]]
    texts = {}
    if wanting:
        # The long text is fetched only where neither title nor summary explains the hit.
        rows = Entry.objects.filter(pk__in=wanting).annotate(head=Left("text", SNIPPET_TEXT))
        texts = dict(rows.values_list("pk", "head"))
    hits = []
    for entry in entries:
        line = lines[entry.pk]
        if texts.get(entry.pk):
            line = snippets.make(finder, [(texts[entry.pk], next(iter(entry.languages), ""))])
        hits.append(Hit(entry, *line))
    return hits


def _lines(entry, finder, language):
    """Return (snippet, language) from the summaries, the reader's own language first."""
    summary, known = entry.summary_in(language)
    others = [(text, other) for other, text in entry.summaries.items() if other != known]
    return snippets.make(finder, [(summary, known), *others])


def _help(found, search, parts, member, language):
    """Add what may help somebody who found nothing."""
    if search.filters:
        bare = _Search(search.snapshot, member, search.within, {}, [], search.sort)
        found.unfiltered = bare.count(parts) if parts else 0
    for fewest in dict.fromkeys((len(parts) - 1, 1)):
        if 0 < fewest < len(parts):
            near, ids = search.page(parts, 1, 5, None, fewest)
            if ids:
                found.nearest = _finish(near, ids, member, 1, 5, snippets.Finder(parts), language).hits
                return


def _begun_title(entry, q, language):
    """Return the (title, language) that begins as typed, the reader's language first."""
    begun = [words.fold(word) for word in words.split(words.plain(query.typed(q)))]
    first = entry.title_in(language)
    for title, known in (first, *((text, other) for other, text in entry.titles.items())):
        found = words.folded(words.split(words.plain(title)))
        if begun and all(any(word.startswith(start) for word in found) for start in begun):
            return title, known
    return first
