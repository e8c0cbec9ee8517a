"""What one may not see is in no result, count, facet, suggestion, snippet, correction; a stale index cannot leak it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network.catalogue import search
from network.catalogue.models import Entry
from network.catalogue.search import index


@pytest.fixture
def shelf(share):
    """One walk for each audience; each has a word and a topic of its own."""
    return {
        key: share(
            f"Walking {word}",
            audience=[key],
            summaries={"en": f"A secret called {word}."},
            facets=[f"topic:{word}", "city:shanghai"],
        )
        for key, word in {
            "public": "openlyword",
            "members": "innerword",
            "city:shanghai": "shanghaiword",
            "city:houston": "houstonword",
        }.items()
    }


def _everything(member, word):
    """Return all that a reader meets when looking for `word`, as one text."""
    texts = []
    for typed in (word, word[:5], word[:-1], f"{word} walking", f'"walking {word}"', word.replace("o", "0")):
        found = search.find(typed, member=member)
        texts += [hit.entry.titles["en"] + hit.snippet_html for hit in (*found.hits, *found.nearest)]
        texts += [str(found.total) if found.total > 10 else "", found.did_you_mean.replace(typed, "")]
        texts += [w for pairs in found.facets.values() for w, _ in pairs]
        texts += [one["title"] for one in search.suggest(typed, member=member)]
    return " ".join(texts)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (None, {"public"}),
        ("xiu", {"public"}),
        ("ex", {"public"}),
        ("bo", {"public", "members", "city:houston"}),
        ("mei", {"public", "members", "city:shanghai"}),
        ("tao", {"public", "members"}),
    ],
)
def test_each_reader_meets_what_is_hers(request, shelf, caught_up, who, sees):
    """A14: lists, counts, facets, suggestions."""
    member = request.getfixturevalue(who) if who else AnonymousUser()
    caught_up()
    found = search.find("walking", member=member)
    assert {hit.entry.audience[0] for hit in found.hits} == sees
    assert found.total == len(sees)
    assert dict(found.facets["city"]) == {"shanghai": len(sees)}
    assert len(found.facets["topic"]) == len(sees)
    assert len(search.suggest("walk", member=member)) == len(sees)
    assert search.find("", member=member).total == len(sees)
    for key, thing in shelf.items():
        word = thing.fields["titles"]["en"].split()[1]
        assert (word in _everything(member, word)) == (key in sees), word


@pytest.mark.parametrize("typed", ["walking", "", "walk", '"walking somewhere"'])
def test_what_several_keys_open_is_counted_once(share, caught_up, mei, xiu, typed):
    share("Walking somewhere", audience=["public", "members", "city:shanghai"], facets=["topic:feet"])
    share("Walking somewhere", audience=["members", "city:shanghai"], facets=["topic:feet"])
    share("Walking somewhere", audience=["members", f"member:{xiu.pk}"], facets=["topic:feet"])
    share("Walking somewhere", audience=["city:shanghai", f"member:{mei.pk}"], facets=["topic:feet"])
    share("Walking somewhere", audience=["panel:7"], facets=["topic:feet"])
    caught_up()
    for member, many in ((None, 1), (mei, 4), (xiu, 2)):
        found = search.find(typed, member=member)
        assert (found.total, len(found.hits), found.facets["topic"]) == (many, many, [("feet", many)])
        assert len(search.suggest("walk", member=member)) == many


def test_the_dictionary_of_private_things_is_closed(shelf, caught_up):
    caught_up()
    found = search.find("innerwrod")
    assert (found.total, found.did_you_mean, found.widened) == (0, "", False)


def test_a_word_of_a_closed_entry_is_corrected_like_any_unknown_word(share, caught_up, bo, mei):
    """Otherwise the missing correction would tell that the word stands somewhere."""
    share("Shanghai secrets: the lantern plan", audience=["city:shanghai"])
    share("Two lanters by the door", audience=["members"])
    caught_up()
    assert search.find("lantern", member=mei).total == 1
    assert search.find("lantern", member=bo).did_you_mean == search.find("lantexs", member=bo).did_you_mean == "lanters"


def test_a_stale_index_misses_but_does_not_leak(share, caught_up):
    things = [share(f"Walking {number}", facets=["topic:feet"]) for number in range(3)]
    caught_up()
    Entry.objects.of(things[0]).update(audience=["city:houston"])  # as if the index had not read on yet
    found = search.find("walking")
    assert (found.total, len(found.hits)) == (2, 2)
    assert dict(found.facets["topic"]) == {"feet": 2}
    assert [one["title"] for one in search.suggest("walking 0")] == []


def test_what_turns_private_leaves_the_open_fields(share, caught_up):
    from network.catalogue import actions

    thing = share("Walking openly")
    caught_up()
    thing.fields["audience"] = ["members"]
    actions.write(thing)
    index.catch_up()
    assert search.find("openly").total == 0
    assert search.find("opnely").did_you_mean == ""


def test_pages_and_suggestions_by_address(client, sign_in, shelf, caught_up, bo):
    caught_up()
    assert "innerword" not in client.get("/search/?q=walking").text
    assert "innerword" not in client.get("/search/suggest?q=walk").text
    signed_in = sign_in(bo)
    assert "innerword" in signed_in.get("/search/?q=walking").text
    assert "innerword" in signed_in.get("/search/suggest?q=walk").text
    assert "shanghaiword" not in signed_in.get("/search/?q=walking").text
