"""Feeds of every list: feedparser reads them, they say 304, they hold nothing closed."""

import json

import feedparser
import pytest

from network.interchange.feeds import views
from resources.library import actions
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db
HOSTILE = "Title \x0b <b>&amp;]]></title> 听懂 \ufffe"
ENDINGS = ("atom", "rss", "json")


def read(client, address, **headers):
    """Return the feed at an address as feedparser, or JSON, reads it."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    if ".json" in address:
        told = json.loads(answer.content)
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert all(item["id"] and item["content_text"] for item in told["items"])
        return [item["title"] for item in told["items"]]
    told = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not told.bozo, told.get("bozo_exception")
    assert told.version == {"atom": "atom10", "rss": "rss20"}[address.partition("?")[0].rpartition(".")[2]]
    assert all(entry.id and entry.link.startswith("http") and entry.published_parsed for entry in told.entries)
    return [entry.title for entry in told.entries]


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_filter_has_a_feed(client, mei, bo, ending):
    shared(mei, HOSTILE, topics=["distress"], cities=["shanghai"], summary=HOSTILE, authors=["林梅"])
    shared(bo, "From Houston", kind="findings", cities=["houston"])
    assert read(client, f"/feeds/resources.{ending}?kind=findings&city=houston") == ["From Houston"]
    (title,) = read(client, f"/feeds/resources.{ending}?topic=distress")
    assert "听懂" in title and "\x0b" not in title
    assert len(read(client, f"/feeds/resources.{ending}?city=houston&city=shanghai")) == 2
    assert len(read(client, f"/feeds/everything.{ending}")) >= 2


def test_a_search_has_a_feed(client, mei, bo, drain):
    shared(mei, "Walking groups"), shared(bo, "Foot care")
    drain()
    assert read(client, "/feeds/everything.atom?q=walking") == ["Walking groups"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_reader_that_has_it_hears_only_that(client, mei, ending):
    shared(mei, "One")
    address = f"/feeds/resources.{ending}"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    shared(mei, "Two")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_long_feeds_come_in_pages(client, mei, monkeypatch):
    monkeypatch.setattr(views, "SIZE", 2)
    for n in range(5):
        shared(mei, f"Guide {n}")
    seen, address = [], "/feeds/resources.atom?kind=training"
    while address:
        told = feedparser.parse(client.get(address).content)
        seen += [entry.title for entry in told.entries]
        following = [link.href for link in told.feed.links if link.rel == "next"]
        address = following[0].partition("http://localhost:8000")[2] if following else None
    assert seen == [f"Guide {n}" for n in (4, 3, 2, 1, 0)]


def test_in_the_language_of_the_reader(client, mei):
    shared(mei, "English title", language="en")
    told = client.get("/feeds/resources.atom?in=da&kind=training").content.decode()
    assert '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da">' in told and "in=da" in told
    assert '<entry xml:lang="en">' in told


def test_what_is_closed_is_in_no_feed(client, sign_in, mei):
    shared(mei, "Closed", visibility="members")
    gone = shared(mei, "Gone")
    actions.withdraw(gone, by=mei, reason="Wrong.")
    for browser in (client, sign_in(mei)):
        for shelf in ("resources", "everything"):
            for ending in ENDINGS:
                told = browser.get(f"/feeds/{shelf}.{ending}").content.decode()
                assert "Closed" not in told and "Gone" not in told


def test_what_is_no_feed_is_not_there(client, mei):
    assert client.get("/feeds/secrets.atom").status_code == 404
    assert client.get("/feeds/resources.xml").status_code == 404


def test_feeds_cost_the_same_statements(client, mei):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for n in (1, 10):
        for _ in range(n):
            shared(mei)
        with CaptureQueriesContext(connection) as asked:
            client.get("/feeds/resources.rss")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3
