"""Counts that are carried across changes are those that counting anew gives."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from network.catalogue import actions, search
from network.catalogue.models import Change
from network.catalogue.search import carrying, finding, index
from tests.network.catalogue.conftest import Thing

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {},
    {"filters": {"city": ["shanghai"]}},
    {"filters": {"city": ["shanghai", "houston"], "topic": ["distress"]}},
    {"sort": "oldest", "size": 3},
    {"page": 2, "size": 5},
    {"within": "thing", "size": 4, "page": 3},
]


def forget():
    """Empty what this process remembers of answers."""
    finding._cache.clear()
    finding._kept.clear()


@pytest.fixture(autouse=True)
def _forgetful():
    forget()
    yield
    forget()


def told(found):
    """Return what a Found says."""
    return found.total, [hit.entry.pk for hit in found.hits], {k: dict(v) for k, v in found.facets.items()}


def some_thing(chance, pk=None):
    """Return a Thing with words and a date of its own, as nobody else's."""
    words = [f"city:{chance.choice(['shanghai', 'houston', 'tianjin'])}"]
    words += [f"topic:{word}" for word in ("distress", "feet", "food") if chance.random() < 0.5]
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(10**7))
    audience = [chance.choice(["public", "public", "members", "city:houston"])]
    return Thing(f"A thing {chance.random()}", pk=pk, facets=words, published_at=at, audience=audience)


@pytest.mark.parametrize("seed", range(4))
def test_carried_answers_are_those_of_counting_anew(bo, seed, monkeypatch):
    chance, known, mended = random.Random(seed), [], []
    true = carrying.mended
    monkeypatch.setattr(carrying, "SLACK", 2)
    monkeypatch.setattr(carrying, "mended", lambda *a, **k: mended.append(true(*a, **k)) or mended[-1])
    known += [some_thing(chance) for _ in range(25)]
    actions.write_many(known)
    index.catch_up()
    for _step in range(12):
        for _change in range(chance.randrange(0, 4)):
            if chance.random() < 0.4:
                known.append(some_thing(chance))
                actions.write(known[-1])
            else:
                at = chance.randrange(len(known))
                known[at] = some_thing(chance, known[at].pk)
                known[at].gone = chance.random() < 0.3
                actions.write(known[at])
        index.catch_up()
        for question in QUESTIONS:
            for member in (None, bo):
                finding._cache.clear()
                carried = told(search.find("", member=member, **question))
                held = finding._kept
                monkeypatch.setattr(finding, "_kept", carrying.Kept(9))
                finding._cache.clear()
                assert carried == told(search.find("", member=member, **question)), (question, member)
                monkeypatch.setattr(finding, "_kept", held)
    assert sum(one is not None for one in mended) > 30, "nothing was carried"


def test_where_changes_are_missing_it_is_counted_anew():
    actions.write_many([some_thing(random.Random(1)) for _ in range(3)])
    index.catch_up()
    assert search.find("").total == len(search.find("").hits)
    before = search.find("").total
    thing = Thing("One more")
    actions.write(thing)
    actions.write(Thing("And another"))
    index.catch_up()
    Change.objects.filter(entry__source_id=str(thing.pk)).delete()
    assert search.find("").total == before + 2


def test_states_that_nobody_asks_about_are_let_go():
    actions.write(Thing("First"))
    index.catch_up()
    search.find("")
    (answer,) = finding._kept._answers.values()
    for number in range(carrying.MOST_STATES):
        actions.write(Thing(f"Later {number}"))
        index.catch_up()
        search.find("", filters={"city": [f"c{number}"]})
    assert answer not in finding._kept._answers.values()
    assert len(finding._kept._states) == carrying.MOST_STATES
