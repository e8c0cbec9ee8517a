"""What the pages for people tell to machines: feeds in their heads, ways out below their lists, linked data."""

import re

import extruct
import pytest

from network.catalogue.queries import entry_of
from network.cities.models import Organisation
from network.kit.clock import now
from resources.collections.models import Collection, Placement
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def test_the_list_names_its_feeds_and_files_with_its_own_filter(client, mei, drain):
    shared(mei, cities=["shanghai"])
    drain()
    html = client.get("/resources/?city=shanghai&page=1").content.decode()
    feeds = re.findall(r'<link rel="alternate" type="(.*?)" title=".*?" href="(.*?)">', html)
    assert feeds == [
        ("application/atom+xml", "/feeds/resources.atom?city=shanghai"),
        ("application/rss+xml", "/feeds/resources.rss?city=shanghai"),
        ("application/feed+json", "/feeds/resources.json?city=shanghai"),
    ]
    for ending in ("bib", "ris", "json", "csv"):
        assert f'href="/export/resources.{ending}?city=shanghai"' in html
    for _type, address in feeds:
        assert client.get(address).status_code == 200


def test_the_search_names_its_feeds(client, mei, drain):
    shared(mei, "Walking")
    drain()
    assert "/feeds/everything.rss?q=walking" in client.get("/search/?q=walking").content.decode()


def linked(client, address):
    html = client.get(address).content.decode()
    (told,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return told, html


def test_collections_say_what_stands_on_them(client, mei, bo):
    shelf = Collection.objects.create(
        owner=bo, title="Shelf </script>", visibility="public", audience=["public"], shared_at=now()
    )
    for title, visibility in (("Open", "public"), ("Closed", "members")):
        entry = entry_of(shared(mei, title, visibility=visibility))
        Placement.objects.create(collection=shelf, entry=entry, position=1, at=now())
    told, _html = linked(client, shelf.get_absolute_url())
    assert told["name"] == "Shelf </script>" and [part["name"] for part in told["hasPart"]] == ["Open"]


def test_cities_and_organisations_say_what_they_are(client, cities):
    told, html = linked(client, "/cities/shanghai/")
    assert told["@type"] == "City" and "上海" in told["alternateName"] and told["geo"]["latitude"]
    assert "/feeds/everything.atom?city=shanghai" in html
    Organisation.objects.create(
        slug="maple", name="Maple </script>", city=cities["vancouver"], kind="university", ror="03yrm5c26"
    )
    told, _html = linked(client, "/organisations/maple/")
    assert told["@type"] == "CollegeOrUniversity" and told["@id"] == "https://ror.org/03yrm5c26"
    assert told["name"] == "Maple </script>" and told["location"]["name"] == "Vancouver"
