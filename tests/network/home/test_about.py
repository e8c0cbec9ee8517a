"""The pages about the portal, the choice of a language, and what machines ask for."""

from xml.etree import ElementTree

import pytest

from network.catalogue.models import Entry
from network.home.models import HomePage

SAME = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.mark.parametrize("address", ["/about/", "/privacy/", "/accessibility/"])
@pytest.mark.parametrize("language", ["en", "da", "es", "zh-hans"])
def test_the_pages_about_the_portal_are_there_in_each_language(client, db, address, language):
    client.cookies["language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}' in answer.content.decode()


def test_a_visitor_chooses_a_language(client, db):
    answer = client.post("/language/", {"language": "da", "next": "/about/?x=1"}, **SAME)
    assert (answer.status_code, answer["Location"]) == (303, "/about/?x=1")
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("da", True, "Lax")
    assert '<html lang="da"' in client.get("/about/").content.decode()


def test_a_member_chooses_a_language_and_keeps_it(client, sign_in, bo):
    browser = sign_in(bo)
    browser.post("/language/", {"language": "es", "next": "/"}, **SAME)
    bo.refresh_from_db()
    assert bo.language == "es"
    assert '<html lang="es"' in browser.get("/about/").content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver.evil.example"},
        {"HTTP_REFERER": "https://evil.example/testserver/"},
    ],
)
def test_another_site_cannot_choose_it(client, sign_in, bo, headers):
    answer = sign_in(bo).post("/language/", {"language": "es"}, **headers)
    bo.refresh_from_db()
    assert (answer.status_code, bo.language) == (403, "en")
    assert "language" not in answer.cookies


@pytest.mark.parametrize(
    "headers", [{"HTTP_ORIGIN": "http://testserver"}, {"HTTP_REFERER": "http://testserver/about/"}]
)
def test_older_browsers_can(client, db, headers):
    assert client.post("/language/", {"language": "es"}, **headers).status_code == 303


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
     "https:evil.example", "/%0d%0aSet-Cookie:x\r\nX: y", "http://user@evil.example/", "///evil.example", "", "about/"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(client, db, target):
    answer = client.post("/language/", {"language": "es", "next": target}, **SAME)
    assert answer["Location"] == "/"


@pytest.mark.parametrize("code", ["xx", "", "en'", "zh-hant"])
def test_a_language_that_we_do_not_speak_changes_nothing(client, db, code):
    assert "language" not in client.post("/language/", {"language": code}, **SAME).cookies


def test_a_language_is_not_chosen_by_a_link(client, db):
    assert client.get("/language/?language=da").status_code == 405


def test_the_sitemap_lists_public_entries_and_nothing_else(client, db, monkeypatch):
    common = {"source": "x.y", "kind": "resource", "titles": {"en": "T"}}
    Entry.objects.create(**common, source_id="1", address="/resources/1/a&b/", audience=["public"])
    Entry.objects.create(**common, source_id="2", address="/resources/2/", audience=["members"])
    Entry.objects.create(
        **common, source_id="3", address="/resources/3/", audience=["public"], withdrawn_at="2026-01-01T00:00Z"
    )
    body = client.get("/sitemap.xml").content
    found = [e.text for e in ElementTree.fromstring(body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "http://localhost:8000/resources/1/a&b/" in found
    assert not [address for address in found if "/resources/2/" in address or "/resources/3/" in address]
    assert len(found) == len(set(found))


def test_a_long_sitemap_comes_in_parts(client, db, monkeypatch):
    monkeypatch.setattr("network.home.queries.IN_ONE_MAP", 1)
    entry = Entry.objects.create(
        source="x.y", source_id="1", kind="resource", address="/r/1/", titles={"en": "T"}, audience=["public"]
    )
    index = client.get("/sitemap.xml").content.decode()
    assert "<sitemapindex" in index and f"/sitemap-{entry.pk}.xml" in index
    assert "/r/1/" in client.get(f"/sitemap-{entry.pk}.xml").content.decode()
    assert client.get(f"/sitemap-{entry.pk + 5}.xml").status_code == 404


def test_robots_and_reporters_know_where_to_go(client, db):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /manage/" in robots and "Sitemap: http://localhost:8000/sitemap.xml" in robots
    security = client.get("/.well-known/security.txt").content.decode()
    assert security.startswith("Contact: mailto:") and "\nExpires: 20" in security
    assert client.get("/favicon.ico", follow=False).status_code == 302


def test_every_page_leads_to_what_is_said_about_it(client, db):
    html = client.get("/about/").content.decode()
    for address in ("/about/", "/privacy/", "/accessibility/"):
        assert f'href="{address}"' in html
    assert HomePage.objects.count() <= 1
