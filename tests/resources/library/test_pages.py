"""The pages on which resources are found and read."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.utils.timezone import now

from network.catalogue.models import Entry
from network.files.models import FilePicture
from resources.library import actions
from tests.resources.library.make import shared, stored

POLYGLOT = "</script><img src=x onerror=alert(1)>{{7*7}} %(x)s ${7*7} \"'><svg/onload=alert(1)> \\input{x} & more"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def indexed(drain):
    """Bring the search index up to date, as the worker does."""
    drain()


def page_of(client, resource):
    return client.get(resource.get_absolute_url())


def test_the_list_shows_what_a_visitor_may_see_and_counts_it_exactly(client, mei, bo, drain):
    shared(mei, "Public guide", topics=["distress"], cities=["shanghai"])
    shared(mei, "For members", visibility="members", topics=["distress"])
    shared(bo, "From Houston", kind="findings", topics=["feet"])
    actions.start(by=mei, files=[stored(mei, "draft.pdf", "A draft")])
    drain()
    html = client.get("/resources/").content.decode()
    assert "Public guide" in html and "From Houston" in html
    assert "For members" not in html and "A draft" not in html
    assert "2 resources" in html
    distress = re.search(r'value="distress".*?class="num">(\d+)', html)
    assert distress[1] == "1"


def test_filters_narrow_and_the_address_is_permanent(client, mei, bo, drain):
    shared(mei, "Public guide", topics=["distress"], cities=["shanghai"])
    shared(bo, "From Houston", kind="findings")
    drain()
    html = client.get("/resources/?kind=findings&city=houston").content.decode()
    assert "From Houston" in html and "Public guide" not in html
    assert "/feeds/resources.atom?city=houston&amp;kind=findings" in html


def test_an_empty_list_says_what_would_stand_here(client, cities, bo, sign_in):
    assert "Nothing is public yet" in client.get("/resources/").content.decode()
    assert "Yours could be the first" in sign_in(bo).get("/resources/").content.decode()


def test_the_page_of_a_resource(client, mei):
    file = stored(mei, "guide.pdf", text="words")
    file.page_count = 12
    file.save()
    for number in range(3):
        FilePicture.objects.create(file=file, number=number, width=300, height=400, path=f"p/{number}")
    resource = shared(
        mei, "听懂“我没事”", files=[file], languages=["zh-hans"], summary="First.\n\nSecond.", topics=["distress"]
    )
    html = page_of(client, resource).content.decode()
    assert "First." in html and "Second." in html
    assert f"/files/{file.pk}/page/1.webp" in html
    assert "12 pages" in html
    assert "Use, change and share it" in html
    assert 'href="/topics/distress/"' in html
    assert json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])["name"] == "听懂“我没事”"


def test_old_words_in_an_address_lead_to_the_new_ones(client, mei):
    resource = shared(mei, "New title")
    for address in (f"/resources/{resource.pk}/", f"/resources/{resource.pk}/old-title/"):
        answer = client.get(address)
        assert answer.status_code in (301, 302)
        assert answer["Location"] == f"/resources/{resource.pk}/new-title/"


@pytest.mark.parametrize("visibility", ["members", "city"])
def test_what_is_not_for_a_visitor_does_not_exist(client, mei, bo, sign_in, visibility, drain):
    resource = shared(mei, "Closed", visibility=visibility, cities=["shanghai"], topics=["a free word"])
    drain()
    for address in ("", "closed/", "cite.bib", "cite.ris", "cite.json"):
        assert client.get(f"/resources/{resource.pk}/{address}").status_code == 404
    assert "Closed" not in client.get("/resources/").content.decode()
    assert "Closed" not in client.get("/feeds/resources.atom").content.decode()
    assert client.get("/topics/a-free-word/").status_code == 404
    assert client.get("/topics/distress/").status_code == 200
    assert sign_in(bo).get(resource.get_absolute_url()).status_code == (404 if visibility == "city" else 200)


def test_what_is_closed_later_is_gone_at_once(client, mei, drain):
    file = stored(mei)
    resource = shared(mei, "Open at first", files=[file])
    drain()
    assert page_of(client, resource).status_code == 200
    for address in (resource.get_absolute_url(), "/resources/", "/topics/distress/", "/feeds/resources.atom"):
        assert "no-cache" in client.get(address)["Cache-Control"], address
    actions.describe(resource, by=mei, visibility="members")
    drain()
    assert page_of(client, resource).status_code == 404
    assert client.get(file.get_absolute_url()).status_code == 404
    assert "Open at first" not in client.get("/resources/").content.decode()
    assert "Open at first" not in client.get("/feeds/resources.atom").content.decode()
    assert "Open at first" not in client.get("/search/?q=open").content.decode()


def test_a_withdrawn_one_tells_its_owner_why_and_is_gone_for_others(client, mei, sign_in, drain):
    file = stored(mei)
    resource = actions.withdraw(shared(mei, "Gone", files=[file]), by=mei, reason="Wrong dose on page 3.")
    drain()
    assert page_of(client, resource).status_code == 404
    assert client.get(file.get_absolute_url()).status_code == 404
    assert "Wrong dose on page 3." in page_of(sign_in(mei), resource).content.decode()


def test_hostile_words_stay_words(client, mei, bo, sign_in, drain):
    """A32: page, list, feed and linked data."""
    resource = shared(
        mei,
        POLYGLOT[:200],
        summary=POLYGLOT,
        authors=[POLYGLOT[:150]],
        topics=[POLYGLOT[:60]],
        link="https://x.org/?a=<b>",
    )
    drain()
    for browser in (client, sign_in(bo)):
        for address in (resource.get_absolute_url(), "/resources/"):
            html = browser.get(address).content.decode()
            assert "<img src=x" not in html and "<svg/onload" not in html
            assert "{{7*7}}" in html and "49" not in re.sub(r"[a-f0-9-]{20,}", "", html.split("{{7*7}}")[1][:20])
    html = page_of(client, resource).content.decode()
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', html)[1])
    assert data["name"] == POLYGLOT[:200]
    feed = ElementTree.fromstring(client.get("/feeds/resources.atom").content)
    assert feed.find("a:entry/a:title", ATOM).text == POLYGLOT[:200]


def test_useful_is_one_click_and_back(mei, bo, sign_in, client):
    resource = shared(mei)
    browser = sign_in(bo)
    answer = browser.post(f"/resources/{resource.pk}/useful/", {"useful": "yes"}, follow=True)
    html = answer.content.decode()
    assert "You find it useful in Houston" in html and "Bo Carter" in html
    browser.post(f"/resources/{resource.pk}/useful/", {"useful": "no"})
    assert not resource.usefuls.exists()
    browser.post(f"/resources/{resource.pk}/useful/", {"useful": "yes"})
    browser.logout()
    assert "Bo Carter" not in client.get(resource.get_absolute_url()).content.decode()
    assert client.get(f"/resources/{resource.pk}/useful/").status_code in (302, 405)


def test_the_feed_is_atom_and_answers_304(client, mei, bo, drain):
    shared(mei, "Public & <guide>\x0b", topics=["distress"], summary="About.")
    shared(bo, "From Houston", kind="findings")
    drain()
    answer = client.get("/feeds/resources.atom?kind=training")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert [title.text for title in feed.findall("a:entry/a:title", ATOM)] == ["Public & <guide>"]
    for name in ("id", "title", "updated", "link"):
        assert feed.find(f"a:{name}", ATOM) is not None
        assert feed.find(f"a:entry/a:{name}", ATOM) is not None
    again = client.get("/feeds/resources.atom?kind=training", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    shared(mei, "Another")
    drain()
    again = client.get("/feeds/resources.atom?kind=training", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 200


def test_a_topic_can_be_followed(client, mei, bo, sign_in, drain):
    shared(mei, "Guide", topics=["distress"])
    drain()
    assert "Guide" in client.get("/topics/distress/").content.decode()
    browser = sign_in(bo)
    browser.post("/topics/distress/follow/", {"follow": "yes"})
    bo.refresh_from_db()
    assert bo.topics == ["distress"]
    assert "You follow this topic" in browser.get("/topics/distress/").content.decode()
    browser.post("/topics/distress/follow/", {"follow": "no"})
    bo.refresh_from_db()
    assert bo.topics == []


def test_topics_that_nobody_may_see_do_not_exist(client, cities):
    assert client.get("/topics/nothing-of-the-kind/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?page=99999999", "?kind=%22%28", "?q=%22NEAR%28", "?city=x'--", "?sort=drop", "?year=%F0%9F%98%80"]
)
def test_odd_queries_are_answered(client, cities, query):
    for address in ("/resources/", "/feeds/resources.atom", "/topics/distress/"):
        assert client.get(address + query).status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "address", ["/resources/999999999999999/", "/resources/0/x/", "/resources/99999999999999999999/x/"]
)
def test_numbers_that_are_none_of_ours(client, cities, address):
    assert client.get(address).status_code == 404


def grow(mei, how_many):
    """Publish one resource and copy its entry, since a page of a list reads entries alone."""
    first = shared(mei, "Grown 0", topics=["distress", "feet"], cities=["shanghai", "tianjin"])
    base = Entry.objects.get(source_id=str(first.pk))
    Entry.objects.bulk_create(
        Entry(
            source="library.resource",
            source_id=f"9000000{n}",
            kind="resource",
            address=f"/resources/9000000{n}/x/",
            titles={"en": f"Grown {n}"},
            audience=["public"],
            facets=base.facets,
            people=base.people,
            languages=["en"],
            published_at=now(),
        )
        for n in range(1, how_many)
    )
    return first


@pytest.mark.parametrize("who", ["visitor", "bo"])
def test_pages_ask_as_much_of_10_as_of_1000(client, mei, bo, sign_in, who, drain, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from network.catalogue.search import index

    limit = {"visitor": 8, "bo": 15}[who]
    browser = client if who == "visitor" else sign_in(bo)
    counts = {}
    for how_many in (10, 1000):
        Entry.objects.all().delete()
        first = grow(mei, how_many)
        index.rebuild()
        addresses = (
            "/resources/",
            "/resources/?kind=training&topic=distress",
            first.get_absolute_url(),
            "/topics/distress/",
        )
        for address in addresses:
            browser.get(address)
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert browser.get(address).status_code == 200
            name = "detail" if address == first.get_absolute_url() else address
            counts.setdefault(name, []).append(len(caught))
            assert len(caught) <= limit, (
                name,
                [query["sql"][:120] for query in caught],
            )
    assert all(many <= few for few, many in counts.values()), counts
