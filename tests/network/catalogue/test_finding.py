"""What is found, in four languages, and how it is shown."""

from collections import Counter
from datetime import timedelta

import pytest

from network.catalogue import actions, search
from network.catalogue.models import Synonyms
from network.catalogue.search import synonyms
from network.kit.clock import now


@pytest.fixture
def shelf(share):
    """Eight things in four languages, three of them about nearly the same."""
    share(
        "Listening to diabetes distress", summaries={"en": "How to hear a burden that stays."}, text="Supporters talk."
    )
    share("A walking group that lasts", text="Twelve walks through the city for peer supporters and their friends.")
    share("Insulin without fear", text="What studies say about the first injection, and what nurses answer.")
    share("Støttegrupper i København", language="da", text="Sådan får grupperne ro og rådgivning i Aalborg.")
    share("Guía para promotoras", language="es", text="Educación y apoyo para niños y familias.")
    share(
        "听懂“我没事”：同伴支持中的情绪话题",
        language="zh-hans",
        text="六次练习，帮助2型糖尿病患者的同伴把情绪说出口。吃药以后也要谈。",
    )
    share("南京市长江大桥的晨练小组", language="zh-hans", text="每天早晨走过大桥，测量血糖。")
    share("ਦਿਲ ਦੀ ਗੱਲ", language="pa", text="ਸ਼ੂਗਰ ਨਾਲ ਰਹਿਣ ਬਾਰੇ ਖੁੱਲ੍ਹੀ ਗੱਲਬਾਤ।")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("distress", "Listening to diabetes distress"),
        ("DISTRESS, diabetes!", "Listening to diabetes distress"),
        ("listen", "Listening to diabetes distress"),
        ("study", "Insulin without fear"),
        ("injections", "Insulin without fear"),
        ("the first injection", "Insulin without fear"),
        ('"first injection"', "Insulin without fear"),
        ("støttegruppen", "Støttegrupper i København"),
        ("stottegruppe", "Støttegrupper i København"),
        ("stoettegruppe koebenhavn", "Støttegrupper i København"),
        ("kobenhavn", "Støttegrupper i København"),
        ("ålborg", "Støttegrupper i København"),
        ("raadgivning", "Støttegrupper i København"),
        ("educacion", "Guía para promotoras"),
        ("niño", "Guía para promotoras"),
        ("guia promotora", "Guía para promotoras"),
        ("情绪", "听懂“我没事”：同伴支持中的情绪话题"),
        ("2型糖尿病", "听懂“我没事”：同伴支持中的情绪话题"),
        ("同伴的情绪", "听懂“我没事”：同伴支持中的情绪话题"),
        ("药", "听懂“我没事”：同伴支持中的情绪话题"),
        ("桥", "南京市长江大桥的晨练小组"),
        ("长江大桥", "南京市长江大桥的晨练小组"),
        ("血糖 小组", "南京市长江大桥的晨练小组"),
        ("ਸ਼ੂਗਰ", "ਦਿਲ ਦੀ ਗੱਲ"),
        ("diabe", "Listening to diabetes distress"),
        ("insuln", "Insulin without fear"),
        ("isnulin", "Insulin without fear"),
    ],
)
def test_found_first(shelf, titles, typed, found):
    assert titles(typed)[:1] == [found]


@pytest.mark.parametrize("typed", ['"injection first"', "1型糖尿病", "distress 药", "药片", "zzzz", "inside fearless"])
def test_not_found(shelf, titles, typed):
    assert titles(typed) == []


def test_a_title_counts_more_than_a_text(share, titles):
    share("Something else", text="walking " * 3 + "and much more besides")
    share("Walking", text="about nothing in particular")
    assert titles("walking") == ["Walking", "Something else"]


def test_newest_first_if_wished(share, titles):
    share("Walking walking walking", pk=5)
    share("A long text about many things, and walking", pk=6)
    assert titles("walking", sort="newest")[0].startswith("A long")
    assert titles("walking")[0].startswith("Walking")


@pytest.mark.parametrize("q", ["", "walking"])
def test_oldest_first_if_wished(share, titles, q):
    share("Walking one", pk=5, published_at=now() - timedelta(days=9))
    share("Walking two", pk=6, published_at=now() - timedelta(days=3))
    share("Walking three", pk=7, published_at=now() - timedelta(days=6))
    newest = ["Walking two", "Walking three", "Walking one"]
    assert titles(q, sort="newest") == newest
    assert titles(q, sort="oldest") == newest[::-1]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("peer support", "同伴支持小组手册"),
        ("同伴支持", "A handbook of peer support"),
        ("DSMES", "Diabetes self-management education and support, step by step"),
        ("CHW", "What a community health worker does"),
        ("promotora", "What community health workers do"),
    ],
)
def test_words_of_the_field_find_each_other(share, titles, typed, written):
    share(written, language="zh-hans" if written[0] > "z" else "en")
    share("Nothing of the kind")
    assert titles(typed) == [written]


def test_what_was_typed_comes_before_what_means_the_same(share, titles):
    share("社区健康工作者", text="社区健康工作者" * 5, language="zh-hans")
    share("Guía", text="Con una promotora en la sala.", language="es")
    assert titles("promotora") == ["Guía", "社区健康工作者"]
    assert titles("promotores de salud", sort="newest")[-1:] == ["Guía"]


def test_in_quotes_nothing_else_is_meant(share, titles):
    share("同伴支持小组手册", language="zh-hans")
    share("What peer support is")
    assert titles('"peer support"') == ["What peer support is"]
    assert len(titles("peer support")) == 2


def test_curators_add_words_that_mean_the_same(share, titles):
    share("Buddies on the tram")
    assert titles("companions") == []
    Synonyms.objects.create(words=["companion", "buddy"])
    synonyms.forget()
    assert titles("companions") == ["Buddies on the tram"]
    synonyms.forget()


def test_did_you_mean(shelf, caught_up):
    caught_up()
    found = search.find("diabetes distress")
    assert (found.total, found.did_you_mean, found.widened) == (1, "", False)
    found = search.find("diabetes distrass")
    assert (found.total, found.did_you_mean, found.widened) == (1, "diabetes distress", True)


def test_nothing_found_helps_on(shelf, caught_up):
    caught_up()
    found = search.find("insulin giraffe")
    assert found.total == 0
    assert [str(hit.entry) for hit in found.nearest] == ["Insulin without fear"]
    found = search.find("insulin", filters={"language": ["da"]})
    assert (found.total, found.unfiltered) == (0, 1)


def test_facets_are_exact_and_their_own_filter_does_not_narrow_them(share, caught_up):
    for number in range(30):
        cities = ["shanghai", "tianjin", "houston"][: 1 + number % 3]
        topics = [f"t{n}" for n in range(number % 7)]
        share(f"Walk {number}", facets=[f"city:{c}" for c in cities] + [f"topic:{t}" for t in topics])
    caught_up()
    found = search.find("walk")
    assert found.total == 30
    assert found.facets["city"] == [("shanghai", 30), ("tianjin", 20), ("houston", 10)]
    assert dict(found.facets["topic"]) == Counter(f"t{n}" for number in range(30) for n in range(number % 7))
    found = search.find("walk", filters={"city": ["houston"]})
    assert found.total == 10
    assert found.facets["city"] == [("shanghai", 30), ("tianjin", 20), ("houston", 10)]
    assert sum(count for _, count in found.facets["language"]) == 10
    found = search.find("", filters={"city": ["houston"], "topic": ["t4", "t5"]})
    expected = [n for n in range(30) if n % 3 == 2 and n % 7 > 4]
    assert found.total == len(expected)


def test_pages_hold_everything_once(share, caught_up):
    for number in range(45):
        share(f"Walk {number}")
    caught_up()
    pages = [search.find("walk", page=page, size=20) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert len({hit.entry.pk for page in pages for hit in page.hits}) == 45
    assert (pages[0].pages, pages[0].total) == (3, 45)
    assert search.find("walk", page=10**18, size=10**9).hits == []


def test_within_one_kind(share, titles):
    share("Walk alone", kind="resource")
    share("Walk together", kind="city")
    assert titles("walk", within="city") == ["Walk together"]


def test_an_unknown_entry_is_not_written_twice(share, caught_up):
    thing = share("Walk")
    before = caught_up()
    actions.write(thing)
    assert caught_up() == before
    thing.fields["titles"] = {"en": "Run"}
    actions.write(thing)
    assert caught_up() == before + 1
    assert search.find("walk").total == 0
    assert search.find("run").total == 1
