"""The front page: what a stranger reads, how fresh it is, and what it costs."""

import pytest
from django.core.cache import caches

from network.catalogue.models import Entry
from network.cities.models import Partnership, Programme
from network.home import queries
from network.home.actions import lay_out
from network.home.models import HomePage
from network.kit.cache import ForgivingRedisCache

LANGUAGES = ("en", "da", "es", "zh-hans")


@pytest.fixture(autouse=True)
def _fresh(db):
    caches["fragments"].clear()
    queries.forget_name()
    lay_out()
    yield
    queries.forget_name()


def entry(number, **fields):
    given = {"source": "x.y", "source_id": str(number), "kind": "resource", "address": f"/resources/{number}/",
             "titles": {"en": f"Talking about insulin {number}"}, "audience": ["public"]}  # fmt: skip
    return Entry.objects.create(**given | fields)


def read(client, language="en"):
    client.cookies["language"] = language
    return client.get("/").content.decode()


def test_a_stranger_learns_what_this_is_where_it_is_and_how_to_join(client, cities):
    entry(1)
    html = read(client)
    for words in (
        "Living with diabetes",
        "Talking about insulin 1",
        "How to join",
        'href="/join/"',
        'href="/cities/shanghai/"',
    ):
        assert words in html
    assert ("<svg" in html and html.count('class="place') >= 5) or "Shanghai" in html


def test_a_prospect_is_neither_on_the_map_nor_in_the_list(client, cities):
    Partnership.objects.filter(city=cities["tianjin"]).update(state="prospect")
    assert "Tianjin" not in read(client)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_front_page_are_data_in_each_language(client, nova, language):
    page = HomePage.objects.get()
    end = language.replace("-", "_")
    setattr(page, f"headline_{end}", "A new headline <b>")
    setattr(page, f"name_{end}", "A new name")
    assert "A new headline" not in read(client, language)
    page.save_revision(user=nova).publish()
    html = read(client, language)
    assert "A new headline &lt;b&gt;" in html
    assert "<title>A new name</title>" in html


def test_a_language_without_words_falls_back_to_english_and_says_so(client):
    page = HomePage.objects.get()
    page.headline_da = ""
    page.save_revision().publish()
    assert '<h1 lang="en">Living with diabetes' in read(client, "da")


def test_what_is_published_shows_at_once_and_what_is_withdrawn_is_gone_at_once(client, sign_in, cities, mei):
    from network.catalogue.actions import withdraw, write

    before = read(client)
    city = cities["shanghai"]
    Programme.objects.create(city=city, names={"en": "Groups"})
    write(city)
    assert read(client) != before
    assert "1 programme" in read(client)
    fresh = Entry.objects.get(kind="city")
    withdraw(city)
    assert Entry.objects.get(pk=fresh.pk).withdrawn_at


def test_a_visitor_never_reads_what_a_member_read_before(client, sign_in, bo):
    entry(1, audience=["members"], titles={"en": "For members alone"})
    member = sign_in(bo)
    assert "For members alone" in member.get("/").content.decode()
    member.logout()
    member.cookies.clear()
    assert "For members alone" not in member.get("/").content.decode()


def test_the_page_that_is_kept_carries_nothing_of_who_asked_first(client):
    client.get("/", {"next": "//evil.example"})
    assert "evil.example" not in client.get("/").content.decode()
    assert "evil.example" not in client.get("/", {"x": "1"}).content.decode()


def test_it_shows_with_the_cache_away(client, cities):
    kept = caches["fragments"]
    caches["fragments"] = ForgivingRedisCache("redis://127.0.0.1:1/0", {})
    try:
        assert "Living with diabetes" in read(client)
        assert "Shanghai" in read(client)
    finally:
        caches["fragments"] = kept
        ForgivingRedisCache._away_until = 0.0


def test_visitors_get_no_cookie_and_may_keep_the_page_for_a_minute(client):
    answer = client.get("/")
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=60"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer["Vary"].split(",")}


@pytest.mark.parametrize("kept", [False, True])
def test_it_asks_the_database_as_often_for_a_thousand_entries_as_for_ten(
    client, cities, kept, django_assert_max_num_queries
):
    for number in range(10):
        entry(number)
    read(client)
    if not kept:
        caches["fragments"].clear()
    with django_assert_max_num_queries(1 if kept else 8) as few:
        client.get("/")
    Entry.objects.bulk_create(
        Entry(
            source="z.z", source_id=str(n), kind="resource", address=f"/r/{n}/", titles={"en": "T"}, audience=["public"]
        )
        for n in range(1000)
    )
    caches["fragments"].clear()
    client.get("/")
    if not kept:
        caches["fragments"].clear()
    with django_assert_max_num_queries(1 if kept else 8) as many:
        client.get("/")
    assert len(few) == len(many)


def test_a_member_pays_a_fixed_number_of_statements(client, sign_in, cities, bo, django_assert_max_num_queries):
    entry(1)
    member = sign_in(bo)
    member.get("/")
    with django_assert_max_num_queries(14):
        member.get("/")


def test_laying_out_again_changes_nothing():
    from wagtail.models import Collection, Locale, Page, Site

    def everything():
        return [list(model.objects.order_by("pk").values()) for model in (Page, Site, Locale, Collection, HomePage)]

    before = everything()
    lay_out()
    assert everything() == before


def test_wagtails_own_welcome_gives_way():
    from wagtail.models import Locale, Page, Site

    root = Page.objects.get(depth=1)
    Site.objects.all().delete()
    HomePage.objects.get().delete()
    root.refresh_from_db()
    root.add_child(
        instance=Page(
            title="Welcome to your new Wagtail site!", slug="home", locale=Locale.objects.get(language_code="en")
        )
    )
    home = lay_out()
    assert not Page.objects.filter(slug="home").exists()
    assert Site.objects.get().root_page_id == home.pk
