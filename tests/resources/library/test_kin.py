"""Related works both ways, what licences let be made, translations by members, and into whose hands a work goes."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from resources.library import actions, licences, queries
from resources.library.models import Related, Resource
from tests.resources.library.make import shared


def test_a_relation_stands_on_both_pages_as_each_sees_it(client, mei, bo):
    guide, danish = shared(mei, "The guide"), shared(bo, "Vejledningen")
    actions.relate(danish, "translation-of", by=bo, to=guide)
    actions.relate(danish, "translation-of", by=bo, to=guide)
    assert Related.objects.count() == 1
    there, here = (client.get(one.get_absolute_url()).content.decode() for one in (guide, danish))
    assert "Translated in" in there and "Vejledningen" in there
    assert "Translation of" in here and "The guide" in here
    assert Activity.objects.get(kind="library.related").names == [mei.pk]


def test_a_work_that_one_may_not_see_is_not_named_by_its_kin(client, mei, bo, yan, sign_in):
    hidden = shared(mei, "Only for Shanghai", visibility="city", cities=["shanghai"])
    guide = shared(mei, "The guide")
    actions.relate(guide, "supplement-to", by=mei, to=hidden)
    for browser in (client, sign_in(bo)):
        assert "Only for Shanghai" not in browser.get(guide.get_absolute_url()).content.decode()
        for ending in ("bib", "ris", "json"):
            assert "Only for Shanghai" not in browser.get(f"/resources/{guide.pk}/cite.{ending}").content.decode()
    assert "Only for Shanghai" in sign_in(yan).get(guide.get_absolute_url()).content.decode()


def test_a_work_elsewhere_is_named_by_its_address_or_doi(mei):
    guide = shared(mei)
    row = actions.relate(guide, "replaces", by=mei, address="doi:10.1234/ABC", title="An older guide")
    assert row.address == "https://doi.org/10.1234/ABC"
    for address in ("javascript:alert(1)", "", "not an address"):
        with pytest.raises(ValueError):
            actions.relate(guide, "replaces", by=mei, address=address)
    assert [one.title for one in queries.kin(guide, None)] == ["An older guide"]


def test_what_may_not_be_changed_is_not_adapted_and_the_page_says_whom_to_ask(mei, bo, sign_in, settings):
    settings.SITE_URL = "https://network.example"
    closed = shared(mei, "The card", licence="CC-BY-ND-4.0")
    copy = shared(bo, "Our card")
    with pytest.raises(Denied) as error:
        actions.relate(copy, "adaptation-of", by=bo, to=closed)
    assert "Ask its owner" in str(error.value.reason)
    answer = sign_in(bo).post(
        f"/resources/{copy.pk}/relate/",
        {"relation": "adaptation-of", "work": f"https://network.example/resources/{closed.pk}/"},
    )
    assert answer.status_code == 422 and "Ask its owner" in answer.content.decode()
    assert not Related.objects.filter(to=closed).exists()
    actions.relate(copy, "supplement-to", by=bo, to=closed)  # is not made from it


def test_the_form_takes_addresses_of_this_portal(mei, bo, sign_in, settings):
    settings.SITE_URL = "https://network.example"
    guide, copy, hidden = (
        shared(mei, "The guide"),
        shared(bo, "Ours"),
        shared(mei, visibility="city", cities=["shanghai"]),
    )
    browser, here = sign_in(bo), f"/resources/{copy.pk}/relate/"
    work = f"https://network.example{guide.get_absolute_url()}"
    assert browser.post(here, {"relation": "adaptation-of", "work": work}).status_code == 302
    assert Related.objects.get().to == guide
    hidden_one = f"https://network.example/resources/{hidden.pk}/"
    answer = browser.post(here, {"relation": "adaptation-of", "work": hidden_one, "title": "Typed words"})
    assert answer.status_code == 422 and "Typed words" in answer.content.decode()
    browser.post(here, {"drop": Related.objects.get().pk})
    assert not Related.objects.exists()


def test_only_who_answers_for_a_work_relates_it_and_the_other_may_take_it_away(mei, bo, freja):
    guide, copy = shared(mei, "The guide"), shared(bo, "Ours")
    with pytest.raises(Denied):
        actions.relate(guide, "replaces", by=bo, to=copy)
    row = actions.relate(copy, "translation-of", by=bo, to=guide)
    with pytest.raises(Denied):
        actions.unrelate(row, by=freja)
    actions.unrelate(row, by=mei)
    assert not Related.objects.exists()


@pytest.mark.parametrize(
    "source,derived,allowed",
    [
        ("CC-BY-4.0", "CC-BY-4.0", True),
        ("CC-BY-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-4.0", "CC0-1.0", False),
        ("CC0-1.0", "CC-BY-ND-4.0", True),
        ("CC0-1.0", "reserved", True),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", True),
        ("CC-BY-SA-4.0", "CC-BY-4.0", False),
        ("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0", False),
        ("CC-BY-NC-4.0", "CC-BY-NC-4.0", True),
        ("CC-BY-NC-4.0", "CC-BY-4.0", False),
        ("CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-NC-SA-4.0", "CC-BY-NC-SA-4.0", True),
        ("CC-BY-NC-SA-4.0", "CC-BY-SA-4.0", False),
        ("CC-BY-ND-4.0", "CC-BY-ND-4.0", False),
        ("CC-BY-NC-ND-4.0", "CC-BY-4.0", False),
        ("reserved", "CC-BY-4.0", False),
    ],
)
def test_what_may_be_made_under_which_licence(source, derived, allowed):
    assert (licences.refusal(source, derived, title="X") == "") is allowed
    assert (derived in licences.choices_for(source)) is allowed


def test_share_alike_and_share_alike_for_no_money_are_not_combined():
    assert licences.choices_for("CC-BY-SA-4.0", "CC-BY-NC-SA-4.0") == []
    assert licences.choices_for("CC-BY-4.0", "CC-BY-SA-4.0") == ["CC-BY-SA-4.0"]


def test_a_member_translates_and_the_page_says_so(client, mei, bo, sign_in):
    resource = shared(mei, "听懂", language="zh-hans", summary="第一段。")
    browser, here = sign_in(bo), f"/resources/{resource.pk}/translate/"
    assert browser.get(here).status_code == 200
    assert browser.post(here, {"language": "en", "title": "", "summary": "Kept words"}).status_code == 422
    browser.post(here, {"language": "en", "title": "Hearing it", "summary": "First."})
    client.logout()
    client.cookies.clear()
    html = client.get(resource.get_absolute_url(), headers={"Accept-Language": "en"}).content.decode()
    assert "Hearing it" in html and "Translated by a member" in html
    assert resource.texts.get(language="en").by == bo


def test_a_translation_never_writes_over_the_authors_words(mei, bo, priya):
    resource = shared(mei, "The guide", language="en")
    with pytest.raises(Denied):
        actions.translate(resource, "en", by=bo, title="Better")
    actions.translate(resource, "da", by=bo, title="Af maskine", by_machine=True)
    actions.translate(resource, "da", by=priya, title="Af et menneske")
    with pytest.raises(Denied):
        actions.translate(resource, "da", by=bo, title="Igen")
    assert resource.texts.get(language="da").title == "Af et menneske"


def test_a_work_of_a_city_is_its_coordinators_to_look_after(mei, yan, bo, cities):
    resource = actions.hand_over(shared(yan, cities=["shanghai"]), by=yan, city=cities["shanghai"])
    assert (resource.owner, resource.owner_city) == (None, cities["shanghai"])
    actions.describe(resource, by=mei, year=2025)
    with pytest.raises(Denied):
        actions.describe(Resource.objects.get(pk=resource.pk), by=yan, year=2024)
    draft = actions.begin_version(resource, by=mei)
    assert draft.number == 2
    with pytest.raises(Denied):
        actions.hand_over(resource, by=bo, to=bo)


def test_further_fields_are_asked_for_and_shown(client, mei, sign_in, cities):
    from network.cities.models import Programme

    programme = Programme.objects.create(city=cities["shanghai"], names={"en": "Morning market group"})
    resource = shared(mei, "The guide", cities=["shanghai"])
    browser, here = sign_in(mei), f"/resources/{resource.pk}/edit/"
    given = {
        "describes": "1", "title": "The guide", "kind": "training", "languages": ["en"], "licence": "reserved",
        "cities": ["shanghai"], "title_language": "en", "visibility": "public", "files_for": "all",
        "authors": "Ann Author 0000-0002-1825-0097\n@mei", "doi": "https://doi.org/10.1234/abc",
        "citation": "Cite it so.", "licence_terms": "With leave of the clinic.", "programmes": [programme.pk],
    }  # fmt: skip
    bad = browser.post(here, given | {"doi": "11.1234/abc", "authors": "Ann Author 0000-0002-1825-0098"})
    assert bad.status_code == 422
    html = bad.content.decode()
    assert "11.1234/abc" in html and "0000-0002-1825-0098" in html
    assert browser.post(here, given).status_code == 302
    client.logout()
    client.cookies.clear()
    html = client.get(resource.get_absolute_url()).content.decode()
    for words in ("Ann Author", "0000-0002-1825-0097", "https://doi.org/10.1234/abc", "Cite it so.", "With leave of"):
        assert words in html, words
    assert "Morning market group" in html
    assert "10.1234/abc" in client.get(f"/resources/{resource.pk}/cite.json").content.decode()


def test_a_title_that_is_an_address_below_a_resource_shadows_nothing(client, mei):
    for title in ("v1", "Edit", "Versions"):
        resource = shared(mei, title)
        assert client.get(resource.get_absolute_url()).status_code == 200
        assert f">{title}<" in client.get(resource.get_absolute_url()).content.decode()


def test_a_work_is_given_into_other_hands_on_its_page(mei, yan, bo, sign_in, cities):
    resource = shared(yan, cities=["shanghai"])
    browser, here = sign_in(yan), f"/resources/{resource.pk}/hand-over/"
    assert browser.get(here).status_code == 200
    assert browser.post(here, {"city": "", "member": ""}).status_code == 422
    assert browser.post(here, {"city": "houston", "member": ""}).status_code == 422  # not one of its cities
    answer = browser.post(here, {"city": "", "member": "@nobody-here"})
    assert answer.status_code == 422 and "@nobody-here" in answer.content.decode()
    assert browser.post(here, {"city": "shanghai", "member": ""}).status_code == 302
    resource.refresh_from_db()
    assert (resource.owner, resource.owner_city.slug) == (None, "shanghai")
    assert sign_in(bo).get(here).status_code == 403


def test_the_licence_of_what_was_made_from_another_fits_it(mei, bo, sign_in):
    from resources.library.terms import NotReady

    alike = shared(mei, "Share alike", licence="CC-BY-SA-4.0")
    draft = actions.start(by=bo, link="https://example.org/ours")
    actions.describe(draft, by=bo, title="Ours", kind="training", languages=["en"])
    actions.relate(draft, "adaptation-of", by=bo, to=alike)
    draft = actions.describe(draft, by=bo, licence="CC-BY-4.0")
    with pytest.raises(NotReady) as error:
        actions.publish(draft, by=bo)
    assert "the same licence" in str(error.value.missing["licence"])
    page = sign_in(bo).post(f"/resources/{draft.pk}/edit/", {"describes": "1", "licence": "CC-BY-4.0", "title": "Ours"})
    assert "the same licence" in page.content.decode()
    told = {"kind": "training", "languages": ["en"], "link": "https://example.org/ours"}  # the form had left them out
    actions.describe(draft, by=bo, licence="CC-BY-SA-4.0", **told)
    assert actions.publish(draft, by=bo).state == "published"


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("relation", ["adaptation-of", "translation-of", "version-of"])
def test_nothing_is_made_from_what_was_made_from_it(mei, bo, sign_in, settings, relation):
    settings.SITE_URL = "https://network.example"
    first, second, third = shared(mei, "First"), shared(mei, "Second"), shared(mei, "Third")
    actions.relate(second, "adaptation-of", by=mei, to=first)
    actions.relate(third, "translation-of", by=mei, to=second)
    for to in (second, third):
        with pytest.raises(Denied) as error:
            actions.relate(first, relation, by=mei, to=to)
        assert "made from this one" in str(error.value.reason)
    answer = sign_in(mei).post(
        f"/resources/{first.pk}/relate/",
        {"relation": relation, "work": f"https://network.example/resources/{third.pk}/"},
    )
    assert answer.status_code == 422 and "made from this one" in answer.content.decode()
    assert not Related.objects.filter(resource=first).exists()
    actions.relate(first, "supplement-to", by=mei, to=third)
    actions.relate(third, relation, by=mei, to=first)  # twice over, but in one direction
