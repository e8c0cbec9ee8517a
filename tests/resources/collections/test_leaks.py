"""What a reader may not see is neither shown nor counted, on no page and in no file."""

import pytest

from network.catalogue.models import Entry
from resources.collections import actions
from resources.library import actions as library
from tests.resources.collections.make import entry_of, shelf
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def places(made):
    return [
        made.get_absolute_url(),
        *(f"/collections/{made.pk}/feed.{ending}" for ending in ("atom", "rss", "json")),
        *(f"/collections/{made.pk}/list.{ending}" for ending in ("bib", "ris", "csv", "json")),
    ]


def test_what_is_hidden_on_a_shelf_is_seen_by_whom_it_is_for_alone(mei, yan, bo, client, sign_in):
    ours = shared(yan, "Quicksilver", visibility="city", cities=["shanghai"])
    made = shelf(mei, things=[shared(mei, "Open book"), ours])
    actions.annotate(made, made.placements.get(entry=entry_of(ours)), by=mei, note="Nightjar note")
    for reader in (client, sign_in(bo)):
        for address in places(made):
            text = reader.get(address).content.decode()
            assert "Open book" in text, address
            assert "Quicksilver" not in text, address
            assert "Nightjar" not in text, address
        assert "1 entry" in reader.get(made.get_absolute_url()).text
        assert "1 entry" in reader.get("/collections/").text
    assert sign_in(mei).get(made.get_absolute_url()).text.count("data-placement") == 2
    text = Entry.objects.get(kind="collection").text
    assert "Open book" in text
    assert "Quicksilver" not in text
    assert "Nightjar" not in text


def test_what_is_closed_later_is_gone_from_shelves_at_once(mei, bo, client):
    work = shared(mei, "Quicksilver")
    made = shelf(bo, things=[work])
    assert "Quicksilver" in Entry.objects.get(kind="collection").text
    library.describe(work, by=mei, visibility="city", cities=["shanghai"])
    for address in places(made):
        assert "Quicksilver" not in client.get(address).content.decode(), address
    assert "Quicksilver" not in Entry.objects.get(kind="collection").text


def test_a_private_shelf_does_not_exist_for_others(mei, bo, nova, client, sign_in):
    made = shelf(bo, "Quicksilver", visibility="me", things=[shared(mei)])
    for reader in (client, sign_in(mei), sign_in(nova)):
        for address in places(made):
            assert reader.get(address).status_code == 404, address
        assert "Quicksilver" not in reader.get("/collections/").text
        assert "Quicksilver" not in reader.get("/search/?q=quicksilver&city=x").text
    assert sign_in(bo).get(made.get_absolute_url()).status_code == 200


def test_a_shelf_for_members_is_for_members(mei, bo, xiu, client, sign_in):
    made = shelf(bo, "Quicksilver", visibility="members", things=[shared(mei)])
    for reader in (client, sign_in(xiu)):
        assert reader.get(made.get_absolute_url()).status_code == 404
    assert sign_in(mei).get(made.get_absolute_url()).status_code == 200


def test_visitors_read_no_name_of_the_keeper(mei, bo, xiu, client, sign_in):
    work = shared(mei)
    made = shelf(bo, things=[work])
    for reader in (client, sign_in(xiu)):
        for address in ("/collections/", *places(made), work.get_absolute_url(), "/search/?q=supporters"):
            assert "Bo Carter" not in reader.get(address).content.decode(), address
    assert "Bo Carter" in sign_in(mei).get(made.get_absolute_url()).text


def test_the_page_of_a_resource_names_public_shelves_to_visitors_and_renews_itself(mei, bo, client):
    work = shared(mei)
    assert "Quicksilver" not in client.get(work.get_absolute_url()).text
    made = shelf(bo, "Quicksilver", things=[work])
    shelf(bo, "For members only", visibility="members", things=[work])
    page = client.get(work.get_absolute_url()).text
    assert "Quicksilver" in page
    assert "For members only" not in page
    actions.revise(made, by=bo, title="Quicksilver", visibility="me")
    assert "Quicksilver" not in client.get(work.get_absolute_url()).text
