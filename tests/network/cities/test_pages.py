"""The pages of cities: what each reader finds, in which language, and what does not exist for whom."""

from datetime import date

import pytest

from network.activity.models import Activity
from network.catalogue.models import Entry
from network.cities import actions
from network.cities.models import City, CoordinatorTerm, Organisation, Partnership, PartnershipChange, Programme
from network.kit import places
from tests.factories import pages

POLYGLOT = "\"'><img src=x onerror=alert(1)><script>alert(1)</script></script><svg/onload=alert(1)>{{7*7}}"

EVIL = ("<script>alert", "<img src=x", "<svg/onload", "onclick=", "javascript:", "<iframe", "<embed", ">49<")


@pytest.fixture(autouse=True)
def _fresh_places():
    places.forget()
    yield
    places.forget()


@pytest.fixture
def shanghai(cities, mei):
    city = cities["shanghai"]
    PartnershipChange.objects.create(
        partnership=city.partnership, state="prospect", on=date(2018, 1, 1), reason="Secret talk"
    )
    PartnershipChange.objects.create(partnership=city.partnership, state="active", on=date(2019, 4, 1), reason="Signed")
    return city


def page_of(client, city, **query):
    answer = client.get(f"/cities/{city.slug}/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_reads_a_city_without_names_or_reasons(client, shanghai, mei):
    html = page_of(client, shanghai)
    assert "Partner city since 2019" in html
    assert "1 coordinator looks after this city" in html
    assert "林梅" not in html and "Mei Lin" not in html
    assert "Secret talk" not in html and "Signed" not in html and "prospect" not in html.lower()
    assert "/join/?city=shanghai" in html


def test_a_member_reads_who_looks_after_the_city(sign_in, shanghai, bo, mei):
    html = page_of(sign_in(bo), shanghai)
    assert "林梅" in html and "/members/mei/" in html
    assert "Secret talk" not in html
    assert "/join/?city=" not in html
    assert "/manage/" not in html


def test_the_coordinator_reads_the_whole_history_and_finds_the_way_to_the_editor(sign_in, shanghai, mei):
    page = pages.city_page(shanghai, by=mei)
    html = page_of(sign_in(mei), shanghai)
    assert "Secret talk" in html
    assert f"/manage/pages/{page.pk}/edit/" in html


@pytest.mark.parametrize("state", ["prospect", "invited"])
def test_a_city_that_is_not_public_does_not_exist(client, sign_in, cities, bo, mei, nova, state):
    Partnership.objects.filter(city=cities["tianjin"]).update(state=state)
    organisation = Organisation.objects.create(slug="hospital", name="Hospital", city=cities["tianjin"])
    nothing = client.get("/cities/nowhere/")
    for browser in (client, sign_in(bo)):
        for address in ("/cities/tianjin/", organisation.get_absolute_url()):
            answer = browser.get(address)
            assert answer.status_code == 404
        assert "Tianjin" not in browser.get("/cities/").content.decode()
        assert "Tianjin" not in browser.get("/").content.decode()
    assert nothing.status_code == 404
    assert sign_in(nova).get("/cities/tianjin/").status_code == 200


@pytest.mark.parametrize("state, join", [("joined", True), ("active", True), ("paused", False), ("alumni", False)])
def test_one_joins_under_open_cities_alone(client, cities, state, join):
    Partnership.objects.filter(city=cities["tianjin"]).update(state=state)
    assert ("/join/?city=tianjin" in page_of(client, cities["tianjin"])) is join


def texts(*codes):
    return [
        {"language": c, "headline": f"Headline {c}", "lede": f"Lede {c}", "body": f"<p>Body {c}</p>"} for c in codes
    ]


@pytest.mark.parametrize(
    "written, reader, shown",
    [
        (("zh-hans", "en"), "en", "en"),
        (("zh-hans", "en"), "zh-hans", "zh-hans"),
        (("zh-hans", "en"), "da", "zh-hans"),
        (("da",), "es", "da"),
    ],
)
def test_the_words_come_in_the_readers_language_or_the_citys_own(client, cities, mei, written, reader, shown):
    actions.write_page(cities["shanghai"], texts(*written), by=mei)
    client.cookies["language"] = reader
    html = page_of(client, cities["shanghai"])
    assert f'lang="{shown}">Headline {shown}' in html
    assert f"<p>Body {shown}</p>" in html


def test_another_language_is_a_link_away(client, cities, mei):
    actions.write_page(cities["shanghai"], texts("zh-hans", "en"), by=mei)
    assert 'href="?in=zh-hans"' in page_of(client, cities["shanghai"])
    assert "Body zh-hans" in page_of(client, cities["shanghai"], **{"in": "zh-hans"})
    assert "Body en" in page_of(client, cities["shanghai"], **{"in": "'><script>"})


def test_two_texts_in_one_language_are_refused(cities, mei):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="same language"):
        actions.write_page(cities["shanghai"], texts("en", "en"), by=mei)


def test_nothing_that_is_typed_into_a_city_runs(client, sign_in, cities, mei, nova, bo):
    """A32, A33: words and links of editors."""
    city = cities["shanghai"]
    bad = (
        "<script>alert(1)</script><p onclick=alert(1)>Hi <a href='javascript:alert(1)'>x</a></p><iframe src=x></iframe>"
        "<embed embedtype='media' url='http://127.0.0.1/'>"
    )
    text = {"language": "en", "headline": POLYGLOT[:190], "lede": POLYGLOT, "body": bad}
    actions.write_page(city, [text], by=mei)
    organisation = actions.keep_organisation(Organisation(slug="x", name=POLYGLOT, city=city), by=mei)
    actions.keep_programme(
        Programme(city=city, names={"en": POLYGLOT}, summaries={"en": POLYGLOT}, organisation=organisation), by=mei
    )
    fact = {"text": {"en": POLYGLOT}, "year": 2020, "source": POLYGLOT, "url": ""}
    actions.revise(city, by=nova, facts=[fact], name=POLYGLOT[:90], name_native=POLYGLOT[:90], names={})
    actions.change_state(city, "paused", by=nova, reason=POLYGLOT)
    places.forget()
    for browser in (client, sign_in(bo), sign_in(nova)):
        for address in ("/", "/cities/", "/cities/shanghai/", "/organisations/x/", "/sitemap.xml"):
            html = browser.get(address).content.decode()
            for evil in EVIL:
                assert evil not in html, (address, evil)
    assert "{{7*7}}" in client.get("/organisations/x/").content.decode()


def test_a_source_is_linked_only_to_the_web(nova, cities):
    """A33: no other scheme."""
    from django.core.exceptions import ValidationError

    fact = {"text": {"en": "A fact."}, "year": 2020, "source": "X", "url": "javascript:alert(1)"}
    with pytest.raises(ValidationError):
        actions.revise(cities["shanghai"], by=nova, facts=[fact])


def test_an_unpublished_page_leaves_the_city_without_its_words(client, cities, mei):
    page = pages.city_page(cities["shanghai"], by=mei, headline="Gone soon", body="<p>Gone too</p>")
    assert "Gone soon" in page_of(client, cities["shanghai"])
    assert Entry.objects.filter(kind="city", text__contains="Gone too").exists()
    page.unpublish()
    html = page_of(client, cities["shanghai"])
    assert "Gone soon" not in html and "<h1>Shanghai" in html
    assert not Entry.objects.filter(kind="city", text__contains="Gone too").exists()


def test_drafts_are_read_by_nobody_else(client, sign_in, cities, mei, diego):
    """A15: neither in the desk nor by preview."""
    page = pages.city_page(cities["shanghai"], by=mei)
    actions.sync_editors()
    page.headline = "Secret draft"
    revision = page.save_revision(user=mei)
    assert "Secret draft" not in page_of(client, cities["shanghai"])
    sign_in(diego)
    for path in (
        f"pages/{page.pk}/edit/", f"pages/{page.pk}/view_draft/", f"pages/{page.pk}/history/",
        f"pages/{page.pk}/revisions/{revision.pk}/view/", f"pages/{page.pk}/revisions/compare/live...latest/",
        f"pages/{page.pk}/copy/", f"pages/{page.pk}/edit/preview/",
    ):  # fmt: skip
        answer = client.get(f"/manage/{path}")
        assert answer.status_code in (302, 403, 404), path
        assert b"Secret draft" not in answer.content


def test_publishing_is_told_and_makes_the_words_findable(cities, mei):
    pages.city_page(cities["shanghai"], by=mei, lede="Neighbours meet.", body="<p>Walnut cake</p>")
    entry = Entry.objects.get(kind="city", facets__contains=["city:shanghai"])
    assert entry.summaries == {"en": "Neighbours meet."}
    assert "Walnut cake" in entry.text
    told = Activity.objects.get(kind="cities.page_published")
    assert (told.by, told.city, told.audience) == (mei, "shanghai", ["members"])


def test_the_last_sign_of_life_is_what_its_people_did(sign_in, cities, mei, bo):
    from network.cities import queries

    assert queries.last_sign_of_life(cities["shanghai"]).at is None
    actions.keep_programme(Programme(city=cities["shanghai"], names={"en": "Groups"}), by=mei)
    assert queries.last_sign_of_life(cities["shanghai"]).days == 0
    assert "Last sign of life" in page_of(sign_in(bo), cities["shanghai"])


def test_coordinators_whose_term_is_over_are_not_shown(sign_in, cities, mei, bo):
    CoordinatorTerm.objects.filter(member=mei).update(ends_on=date(2026, 2, 1))
    assert "林梅" not in page_of(sign_in(bo), cities["shanghai"])


@pytest.mark.parametrize("address", ["/cities/", "/cities/shanghai/", "/organisations/o0/"])
@pytest.mark.parametrize("member", [False, True])
def test_a_page_asks_the_database_as_often_for_many_as_for_few(
    client, sign_in, cities, mei, bo, address, member, django_assert_max_num_queries, request
):
    city = cities["shanghai"]

    def more(start, stop):
        for number in range(start, stop):
            organisation = Organisation.objects.create(slug=f"o{number}", name=f"O {number}", city=city)
            Programme.objects.create(city=city, names={"en": f"P {number}"}, organisation=organisation)
            Entry.objects.create(
                source="x.y", source_id=str(number), kind="resource", address=f"/r/{number}/", titles={"en": "T"},
                audience=["public"], facets=["city:shanghai"],
            )  # fmt: skip

    more(0, 2)
    browser = sign_in(bo) if member else client
    browser.get(address)
    browser.get(address)
    with django_assert_max_num_queries(18 if member else 9) as few:
        browser.get(address)
    more(2, 30)
    browser.get(address)
    with django_assert_max_num_queries(18 if member else 9) as many:
        browser.get(address)
    assert len(few) == len(many)


def test_the_name_of_a_city_follows_the_reader(client, cities):
    client.cookies["language"] = "zh-hans"
    assert "上海" in page_of(client, cities["shanghai"])
    client.cookies["language"] = "da"
    City.objects.filter(slug="shanghai").update(names={"da": "Sjanghaj"})
    places.forget()
    assert "Sjanghaj" in page_of(client, cities["shanghai"])


def test_the_editor_of_pages_gets_its_addresses_from_a_file(sign_in, cities, nova):
    """The policy lets no script stand in the page; wagtail-localize would write one."""
    page = pages.city_page(cities["shanghai"], by=nova)
    assert "js/desk-addresses" in sign_in(nova).get(f"/manage/pages/{page.pk}/edit/").content.decode()
