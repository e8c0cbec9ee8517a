"""Things that are no rows of any room, to write entries of."""

from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from network.catalogue import actions, adapters
from network.catalogue.search import index

_numbers = count(1)


class Thing:
    """Something that can be found; its attributes are the fields of its entry."""

    _meta = SimpleNamespace(label_lower="tests.thing")

    def __init__(self, title="", *, language="en", pk=None, **fields):
        self.pk = pk or next(_numbers)
        self.fields = {
            "kind": "thing",
            "address": f"/things/{self.pk}/",
            "titles": {language: title} if isinstance(title, str) else title,
            "audience": ["public"],
            "languages": [language],
            "published_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=self.pk),
        } | fields
        self.gone = False


@pytest.fixture(autouse=True)
def _adapter(monkeypatch):
    """Know how to write entries of things."""
    known = adapters.Adapter(Thing, lambda thing: None if thing.gone else thing.fields, None)
    monkeypatch.setitem(adapters._adapters, "tests.thing", known)


@pytest.fixture
def share(db):
    """Return `share(title, **fields) -> Thing`: write it; it is in the index after `caught_up`."""

    def write(*args, **fields):
        thing = Thing(*args, **fields)
        actions.write(thing)
        return thing

    return write


@pytest.fixture
def caught_up(db):
    """Return `caught_up()`: bring the index up to the last change."""
    return index.catch_up


@pytest.fixture
def titles(caught_up):
    """Return `titles(q, **kwargs) -> [titles found]`, the index brought up to date before."""
    from network.catalogue import search

    def find(q="", **kwargs):
        caught_up()
        return [str(hit.entry) for hit in search.find(q, **kwargs).hits]

    return find
