"""Feeds of every list, as Atom, RSS and JSON Feed. Rooms name their lists as shelves in their `interchange.py`.

    shelf("resources", kind="resource", page="/resources/", title=_("Library"), facets=FACETS)

gives `/feeds/resources.atom?kind=training&city=shanghai`, `.rss` and `.json`, with the words of the list's own address.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

ENDINGS = {
    "atom": "application/atom+xml",
    "rss": "application/rss+xml",
    "json": "application/feed+json",
}
"""{ending of a feed's address: its content type}."""

_shelves = {}


@dataclass(frozen=True)
class Shelf:
    """One list: the kind of its entries (None: all), the page that shows it, and the facets that narrow it."""

    name: str
    kind: str | None
    page: str
    title: object
    facets: tuple | None = None


def shelf(name, *, kind, page, title, facets=None):
    """Let `/feeds/<name>.<ending>` be the feed of the list at `page`."""
    _shelves[name] = Shelf(name, kind, page, title, tuple(facets) if facets else None)


shelf("everything", kind=None, page="/search/", title=_("Everything new"))


def shelf_named(name):
    """Return the Shelf of a name, None if there is none."""
    return _shelves.get(name)


def address(name, ending, query=""):
    """Return the address of a feed, without the host."""
    return f"/feeds/{name}.{ending}" + (f"?{query}" if query else "")


def addresses(name, query=""):
    """Return [(content type, address)] of the feeds of a list, for the head of its page."""
    return [(content_type, address(name, ending, query)) for ending, content_type in ENDINGS.items()]
