"""The search page, lists with their panel, and stored cards."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from network.catalogue import actions, cards, facets, queries
from network.catalogue.models import Entry


def _statements(call):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def many(share, caught_up):
    """Return `many(n)`: write that many walks more."""

    def write(number):
        for _ in range(number):
            share(
                "Walking on",
                summaries={"en": "A line about walking on."},
                facets=["kind:training", "city:shanghai", "topic:feet"],
                useful_in=["houston"],
            )
        caught_up()

    return write


@pytest.mark.parametrize(
    "address", ["/search/?q=walking", "/search/", "/search/?q=walking&city=shanghai", "/search/suggest?q=walk"]
)
def test_as_many_statements_for_one_row_as_for_thirty(client, many, cities, address):
    many(1)
    client.get(address)
    client.get(address)
    one = _statements(lambda: client.get(address))
    many(29)
    client.get(address)
    thirty = _statements(lambda: client.get(address))
    assert len(thirty) == len(one) <= 8, "\n".join(thirty)


def test_cold_cards_cost_as_many_statements_for_one_row_as_for_thirty(client, many, cities):
    many(1)
    client.get("/search/?q=walking")
    actions.forget_cards()
    queries._panels.clear()
    one = _statements(lambda: client.get("/search/?q=walking"))
    many(29)
    actions.forget_cards()
    queries._panels.clear()
    assert len(_statements(lambda: client.get("/search/?q=walking"))) == len(one)


def test_the_page_shows_rows_panel_and_what_was_asked(client, many, cities):
    many(25)
    page = client.get("/search/?q=walking&city=shanghai&sort=newest")
    assert page["X-Robots-Tag"] == "noindex"
    assert page.text.count('<article class="entry">') == 20
    assert "<mark>walking</mark>" in page.text
    assert 'value="walking"' in page.text
    assert 'name="city" value="shanghai" checked' in page.text
    assert "25 results" in page.text
    assert 'rel="next" href="?q=walking&amp;city=shanghai&amp;sort=newest&amp;page=2"' in page.text
    second = client.get("/search/?q=walking&city=shanghai&sort=newest&page=2").text
    assert second.count('<article class="entry">') == 5


def test_every_list_may_be_turned_round(client, many):
    many(3)
    page = client.get("/search/").text
    assert "<span>Newest first</span>" in page and 'href="?sort=oldest">Oldest first' in page
    assert "Best match" not in page
    turned = client.get("/search/?sort=oldest").text
    assert "<span>Oldest first</span>" in turned and 'href="?">Newest first' in turned
    sought = client.get("/search/?q=walking").text
    assert "<span>Best match first</span>" in sought and 'href="?q=walking&amp;sort=oldest">Oldest first' in sought


def test_nothing_found_says_what_may_help(client, many, cities):
    many(2)
    page = client.get("/search/?q=walking+giraffe&city=tianjin").text
    assert "Nothing that you may see meets all of this." in page
    page = client.get("/search/?q=walking&city=tianjin").text
    assert "2 results without the filters" in page
    assert 'href="?q=walking"' in page
    page = client.get("/search/?q=wolking").text
    assert 'href="?q=walking">walking</a>?' in page


def test_the_address_of_a_filter_is_permanent(rf, db):
    asked = queries.Asked.read(rf.get("/?topic=b&q= a  b&topic=a&utm=x&city=shanghai&page=3&size=9").GET)
    assert asked == queries.Asked(q="a b", filters={"topic": ["b", "a"], "city": ["shanghai"]}, page=3)
    assert asked.query() == "q=a+b&city=shanghai&topic=a&topic=b&page=3"
    assert asked.query(page="") == "q=a+b&city=shanghai&topic=a&topic=b"


def test_a_chosen_word_stays_in_the_panel_when_nothing_has_it(many, rf):
    many(3)
    listing = queries.listing(rf.get("/?city=tianjin").GET, names=("kind", "city"))
    assert (listing.total, listing.chosen[0]["word"]) == (0, "tianjin")
    [city] = [group for group in listing.groups if group["key"] == "city"]
    assert [(word["word"], word["count"], word["on"]) for word in city["words"]] == [
        ("shanghai", 3, False),
        ("tianjin", 0, True),
    ]


def test_words_of_facets_get_the_labels_of_their_rooms(monkeypatch):
    monkeypatch.setitem(facets._facets, "mood", facets.Facet("mood", "Mood"))
    facets.facet("mood")(lambda words, language: {word: f"{word} ({language})" for word in words if word == "calm"})
    assert facets.labels_of("mood", ["calm", "odd"], "da") == {"calm": "calm (da)", "odd": "odd"}


# -- cards -------------------------------------------------------------------------------------------------------
def test_a_card_is_rendered_once_per_language_and_again_after_a_change(share, monkeypatch):
    thing = share({"en": "Walking", "zh-hans": "散步"}, summaries={"en": "A line."})
    rendered = []
    monkeypatch.setattr(cards, "render", lambda *args, render=cards.render: rendered.append(args[1]) or render(*args))

    def row(language):
        with translation.override(language):
            return cards.card(Entry.objects.of(thing).get())

    assert "Walking" in row("en") and "Walking" in row("en")
    assert "散步" in row("zh-hans") and "散步" in row("zh-hans")
    assert '<a href="/things/' in row("da")
    assert rendered == ["en", "zh-hans", "da"]
    assert set(Entry.objects.of(thing).get().cards) == {"en", "zh-hans", "da"}
    thing.fields["titles"] = {"en": "Swimming"}
    actions.write(thing)
    assert "Swimming" in row("en")
    actions.forget_cards("city:shanghai")
    row("en")
    assert len(rendered) == 4
    actions.forget_cards()
    row("en")
    assert len(rendered) == 5


def test_a_card_that_was_rendered_from_an_older_entry_is_not_shown(share):
    """Rendered, then the entry changed, then stored: its stamp tells."""
    thing = share("Walking")
    old = Entry.objects.of(thing).get()
    thing.fields["titles"] = {"en": "Swimming"}
    actions.write(thing)
    Entry.objects.of(thing).update(cards={"en": cards.render(old, "en")}, stamp=cards.stamp(old))
    assert "Swimming" in cards.card(Entry.objects.of(thing).get(), "en")


def test_a_card_says_nothing_of_its_reader(share):
    thing = share("Walking", published_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    entry = Entry.objects.of(thing).get()
    with timezone.override("Asia/Shanghai"):
        east = cards.render(entry, "en")
    with timezone.override("America/Vancouver"):
        west = cards.render(entry, "en")
    assert east == west
    assert "1 March 2026" in east


def test_newest_come_with_their_cards_in_one_statement(many, django_assert_num_queries):
    many(3)
    queries.newest(size=2)
    with django_assert_num_queries(1):
        entries = queries.newest(size=2, facet="city:shanghai")
        html = [cards.card(entry, level="h3") for entry in entries]
    assert len(html) == 2
    assert "<h3><a" in html[0]
    assert "Useful in 1 city" in html[0]


def test_hits_stand_in_place_of_the_line(share):
    from network.catalogue.search.found import Hit

    entry = Entry.objects.of(share("Walking", summaries={"en": "A line."})).get()
    card = cards.card(entry, "en", hit=Hit(entry, mark_safe("Un <mark>verso</mark>"), "es"))
    assert '<p class="hit" lang="es">Un <mark>verso</mark></p>' in card
    assert "A line." not in card
    bare = Entry.objects.of(share("Running")).get()
    assert '<p class="hit">x</p><div class="meta">' in cards.card(bare, "en", hit=Hit(bare, "x", "en"))
