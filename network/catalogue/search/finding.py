"""Find: the index says what meets the query; the rows say once more who may see it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import tantivy
from django.db.models.functions import Left
from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue import facets as registry
from network.catalogue.models import Entry
from network.catalogue.search import carrying, corrections, fallback, query, schema, snippets, store, words
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
_kept = carrying.Kept(256)
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
            known = self._page(parts, page, size, replaced, fewest) if parts else self._whole(key[1:], page, size)
            _cache.put(key, known)
        total, ids, counts = known
        return Found(total=total, facets={name: list(pairs) for name, pairs in counts.items()}, key=key), list(ids)

    def _page(self, parts, page, size, replaced, fewest):
        """Return (total, ids, counts) of what meets words; each side of the index is asked for itself."""
        asked, jobs = self._questions(parts, replaced, fewest)
        results, counted = self._asked(asked, jobs, page * size)
        hits = [hit for result in results for hit in result.hits]
        if len(results) > 1:
            hits.sort(key=lambda hit: hit[0] or 0, reverse=self.sort != "oldest")
        ids = ids_of(self.snapshot, hits[(page - 1) * size : page * size])
        return sum(result.count for result in results), ids, _pairs(self._summed(counted))

    def _whole(self, key, page, size):
        """Return (total, ids, counts) of a list without words: carried on from an earlier state where that can be."""
        asked, jobs = self._questions([], None, None)
        limit, is_newest = page * size, self.sort != "oldest"
        answer = _kept.get(key, self.snapshot)
        if answer:
            ask = {"count": _counted, "top": self._dated}
            answer = carrying.mended(
                answer, self.snapshot, asked=asked, jobs=jobs, limit=limit, is_newest=is_newest, **ask
            )
        if answer is None:
            results, counted = self._asked(asked, jobs, limit + carrying.SLACK)
            hits = [hit for one in results for hit in _withids_of(self.snapshot, one.hits)]
            hits.sort(key=lambda hit: hit[0], reverse=is_newest)
            total = sum(result.count for result in results)
            hits = hits[: limit + carrying.SLACK]
            answer = carrying.Answer(self.snapshot, total, self._summed(counted), hits, len(hits) == total)
        _kept.put(key, answer)
        return answer.total, [pk for _at, pk in answer.hits[limit - size : limit]], _pairs(answer.counts)

    def _questions(self, parts, replaced, fewest):
        """Return (the queries of the list, [(query, facets)] of its counts): no facet narrows its own counts."""
        asked = self.builder.queries(parts, self.filters, self.within, fewest, replaced)
        jobs = [(one, [name for name in self.names if name not in self.filters]) for one in asked]
        for name in (name for name in self.names if name in self.filters):
            others = {other: ws for other, ws in self.filters.items() if other != name}
            jobs += [(one, [name]) for one in self.builder.queries(parts, others, self.within, fewest, replaced)]
        return asked, [job for job in jobs if job[1]]

    def _asked(self, asked, jobs, limit):
        """Return (results, counts) of queries, looked for at the same time where the index is large."""
        if self.snapshot.searcher.num_docs > LARGE:
            later = [_pool.submit(_counted, self.snapshot, *job) for job in jobs]
            results = [self._top(self.snapshot, one, limit) for one in asked]
            return results, [future.result() for future in later]
        return [self._top(self.snapshot, one, limit) for one in asked], [_counted(self.snapshot, *job) for job in jobs]

    def _summed(self, counted):
        counts = {name: Counter() for name in self.names}
        for some in counted:
            for name, counter in some.items():
                counts[name].update(counter)
        return counts

    def _top(self, snapshot, asked, limit):
        return snapshot.searcher.search(asked, limit, **ORDERS.get(self.sort, {}))

    def _dated(self, snapshot, asked, limit):
        """Return (total, [(published, entry)])."""
        found = self._top(snapshot, asked, limit)
        return found.count, _withids_of(snapshot, found.hits)

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


def _counted(snapshot, asked, names):
    """Return {facet: Counter of its words} of what meets a query."""
    columns = {name: schema.columns(name) for name in names}
    wanted = {
        column: {"terms": {"field": f"slots.{column}", "size": 1000, "segment_size": 10_000}}
        for some in columns.values()
        for column in some
    }
    result = snapshot.searcher.aggregate(asked, wanted)
    counts = {}
    for name, some in columns.items():
        counter = counts[name] = Counter()
        for column in some:
            for bucket in result[column]["buckets"]:
                counter[bucket["key"]] += bucket["doc_count"]
        counter.pop(schema.EMPTY, None)
    return counts


def _pairs(counts):
    """Return {facet: [(word, count)]}, the most frequent first."""
    return {name: sorted(some.items(), key=lambda pair: (-pair[1], pair[0])) for name, some in counts.items()}


def _replace(text, word, other):
    """Return `text` with one of its words replaced."""
    at = words.plain(text).find(word)
    return text[:at] + other + text[at + len(word) :] if at >= 0 else other


def ids_of(snapshot, hits):
    """Return the entries (ids) of tantivy's hits."""
    addresses = [address for _, address in hits]
    return snapshot.searcher.fast_field_values("entry", addresses) if addresses else []


def _withids_of(snapshot, hits):
    """Return [(published, entry)] of hits in the order of their dates."""
    return [(hit[0] or 0, pk) for hit, pk in zip(hits, ids_of(snapshot, hits), strict=True)]


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
