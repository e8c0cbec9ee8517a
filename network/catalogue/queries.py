"""Lists of entries for pages: what was asked for in an address, what is found, and the panel that narrows it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from network.catalogue import cards, facets, search
from network.catalogue.models import Entry
from network.catalogue.search.memory import Memory
from network.catalogue.search.query import typed

PAGE = 20
MOST_WORDS = 12
MOST_CHOSEN = 30
SORTS = {"relevance": _("Best match first"), "newest": _("Newest first"), "oldest": _("Oldest first")}
_panels = Memory(256)
_WORD = re.compile(r"^[\w.\-]{1,80}$")


@dataclass(frozen=True)
class Asked:
    """What an address asks for; everything else in its query string is left aside."""

    q: str = ""
    filters: dict = field(default_factory=dict)
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def read(cls, params, names=None):
        """Read a QueryDict. Unknown keys, impossible words and pages out of bounds are left aside, never an error."""
        filters = {}
        for name in names or facets.names():
            asked = (word for word in params.getlist(name)[:MOST_CHOSEN] if _WORD.match(word))
            chosen = dict.fromkeys(facets.now_called(name, word) for word in asked)
            if chosen:
                filters[name] = list(chosen)
        number = params.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 1
        sort = params.get("sort", "")
        return cls(typed(params.get("q", "")), filters, sort if sort in SORTS else "relevance", max(1, page))

    def query(self, **changes):
        """Return the query string of the permanent address: always in the same order, nothing that says nothing."""
        asked = {"q": self.q, **{name: sorted(ws) for name, ws in sorted(self.filters.items())}}
        asked |= {"sort": self.sort if self.sort != "relevance" else "", "page": self.page if self.page > 1 else ""}
        asked |= changes
        return urlencode({key: value for key, value in asked.items() if value}, doseq=True)


@dataclass(frozen=True)
class Page:
    """As much of Django's page as `components/pager.html` reads."""

    number: int
    pages: int
    size: int
    count: int

    has_previous = property(lambda self: self.number > 1)
    has_next = property(lambda self: self.number < self.pages)
    has_other_pages = property(lambda self: self.pages > 1)
    previous_page_number = property(lambda self: self.number - 1)
    next_page_number = property(lambda self: self.number + 1)
    start_index = property(lambda self: (self.number - 1) * self.size + 1 if self.count else 0)
    end_index = property(lambda self: min(self.number * self.size, self.count))
    paginator = property(lambda self: self)


@dataclass
class Listing:
    """A list of entries with its panel."""

    asked: Asked
    found: object
    page: Page
    groups: list
    chosen: list

    @property
    def hits(self):
        """The hits of this page; each has its `entry` with its card, and `snippet_html`."""
        return self.found.hits

    @property
    def entries(self):
        """The entries of this page."""
        return [hit.entry for hit in self.found.hits]

    @property
    def total(self):
        """How many entries there are on all pages."""
        return self.found.total

    @property
    def keep(self):
        """Hidden values for the panel's form."""
        kept = {"q": self.asked.q, "sort": self.asked.sort if self.asked.sort != "relevance" else ""}
        return {name: value for name, value in kept.items() if value}


def sorts(asked):
    """Return the orders of a list, as links: [{label, address, on}]. Where no words are looked for, nothing matches."""
    offered = [name for name in SORTS if asked.q or name != "relevance"]
    default = offered[0]
    return [
        {
            "label": SORTS[name],
            "address": "?" + asked.query(sort="" if name == default else name, page=""),
            "on": name == (asked.sort if asked.sort in offered else default),
        }
        for name in offered
    ]


def listing(params, *, member=None, within=None, names=None, size=PAGE):
    """Return the Listing that the query string `params` asks for, as `member` may see it.

    `within` narrows to entries of one kind ("resource"), `names` are the facets of the panel (all if None). Three
    SQL statements at most when all cards are stored, however many entries there are.
    """
    names = names or facets.names()
    asked = Asked.read(params, names)
    found = search.find(
        asked.q,
        member=member,
        filters=asked.filters,
        within=within,
        page=asked.page,
        size=size,
        sort=asked.sort,
        facets=names,
    )
    cards.prepare([hit.entry for hit in (*found.hits, *found.nearest)])
    groups = _panel(found, asked.filters)
    chosen = [
        {"key": group["key"], "word": word["word"], "label": word["label"]}
        for group in groups
        for word in group["words"]
        if word["on"]
    ]
    return Listing(asked, found, Page(found.page, found.pages, size, found.total), groups, chosen)


def _panel(found, filters):
    """Return the panel, from memory while the index is the same: labels change only with entries."""
    key = found.key and (found.key, cards.known_language())
    groups = key and _panels.get(key)
    if not groups:
        groups = panel(found.facets, filters)
        if key:
            _panels.put(key, groups)
    return groups


def panel(counts, filters):
    """Return the groups of `components/facets.html` for {facet: [(word, count)]}; facets without words are left out."""
    groups = []
    for name, pairs in counts.items():
        chosen = filters.get(name, [])
        known = dict(pairs)
        shown = [word for word, _ in pairs[:MOST_WORDS]]
        if name == "year":
            shown.sort(reverse=True)
        shown += [word for word in chosen if word not in shown]
        if not shown:
            continue
        typed = [word for word in shown if word not in known]
        labels = facets.labels_of(name, typed, rows=False)
        labels |= facets.labels_of(name, [word for word in shown if word in known])
        words = [{"word": w, "label": labels[w], "count": known.get(w, 0), "on": w in chosen} for w in shown]
        groups.append({"key": name, "label": facets.title_of(name), "words": words})
    return groups


def newest(member=None, *, kind=None, facet=None, size=10, language=None):
    """Return the newest entries that `member` may see, with their cards; one statement when these are stored."""
    rows = Entry.objects.visible_to(member).order_by("-published_at", "-pk")
    if kind:
        rows = rows.filter(kind=kind)
    if facet:
        rows = rows.filter(facets__contains=[facet])
    language = cards.known_language(language)
    return cards.prepare(list(rows.for_cards(language)[:size]), language)


def entry_of(thing):
    """Return the entry of a thing, or None."""
    return Entry.objects.of(thing).light().first()
