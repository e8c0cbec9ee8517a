"""Shelves in the browser: begin, save to, order, read, take along."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest

from network.activity.models import Activity
from network.digests.plugs import line
from resources.collections import actions
from resources.collections.models import Collection
from tests.resources.collections.make import entry_of, shelf
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def test_begin_a_collection(bo, sign_in):
    browser = sign_in(bo)
    assert browser.get("/collections/new/").status_code == 200
    refused = browser.post("/collections/new/", {"title": " ", "summary": "Typed words", "visibility": "members"})
    assert refused.status_code == 200
    assert "Typed words" in refused.text
    browser.post("/collections/new/", {"title": "Walks", "visibility": "members", "language": "en"})
    made = Collection.objects.get()
    assert (made.title, made.visibility, made.owner) == ("Walks", "members", bo)
    assert made.get_absolute_url() == f"/collections/{made.pk}/walks/"
    assert browser.get(f"/collections/{made.pk}/").url == made.get_absolute_url()
    assert browser.get(f"/collections/{made.pk}/other/").url == made.get_absolute_url()


def test_save_to_a_new_and_then_to_an_old_collection_in_one_click(mei, bo, sign_in):
    browser, one, two = sign_in(bo), shared(mei, "One"), shared(mei, "Two")
    address = f"/collections/keep/{entry_of(one).pk}/"
    assert address in browser.get(one.get_absolute_url()).text
    assert browser.get(address).status_code == 200
    refused = browser.post(address, {"collection": "new", "note": "Kept words"})
    assert "Kept words" in refused.text
    browser.post(address, {"collection": "new", "title": "Mine", "note": "For Monday"})
    made = Collection.objects.get()
    assert made.placements.get().note == "For Monday"
    assert f'value="{made.pk}"' in browser.get(two.get_absolute_url()).text
    answer = browser.post(f"/collections/keep/{entry_of(two).pk}/", {"collection": made.pk}, follow=True)
    assert "Kept in “Mine”" in answer.text
    assert made.placements.count() == 2


def test_nobody_saves_to_anothers_shelf(mei, bo, sign_in):
    theirs, work = shelf(mei), shared(mei)
    answer = sign_in(bo).post(f"/collections/keep/{entry_of(work).pk}/", {"collection": theirs.pk})
    assert answer.status_code == 200
    assert theirs.placements.count() == 0


def test_the_owner_orders_annotates_and_takes_off(mei, bo, sign_in):
    browser = sign_in(bo)
    made = shelf(bo, things=[shared(mei, "A"), shared(mei, "B")])
    first, second = made.placements.order_by("position")
    browser.post(f"/collections/{made.pk}/{second.pk}/move/", {"to": "up"})
    page = browser.get(made.get_absolute_url()).text
    assert page.index(f'id="p{second.pk}"') < page.index(f'id="p{first.pk}"')
    assert (
        browser.post(f"/collections/{made.pk}/order/", {"order": [first.pk, second.pk, "x", "9" * 30]}).status_code
        == 204
    )
    browser.post(f"/collections/{made.pk}/{first.pk}/note/", {"note": "<b>Why</b>"})
    assert "&lt;b&gt;Why&lt;/b&gt;" in browser.get(made.get_absolute_url()).text
    browser.post(f"/collections/{made.pk}/{first.pk}/drop/")
    assert made.placements.get() == second


def test_another_member_finds_no_acts_and_is_refused(mei, bo, sign_in):
    made = shelf(bo, things=[shared(mei)])
    placement = made.placements.get()
    browser = sign_in(mei)
    page = browser.get(made.get_absolute_url()).text
    assert "/move/" not in page
    assert "/edit/" not in page.split("<main")[1]
    one = placement.pk
    for address in ("edit/", "delete/", f"{one}/move/", f"{one}/note/", f"{one}/drop/", "order/"):
        assert browser.post(f"/collections/{made.pk}/{address}", {"note": "x"}).status_code == 403, address


def test_copy_and_follow(in_english, mei, bo, sign_in):
    made = shelf(bo, things=[shared(mei)])
    browser = sign_in(mei)
    browser.post(f"/collections/{made.pk}/follow/", {"follow": "yes"})
    assert "You follow it" in browser.get(made.get_absolute_url()).text
    browser.post(f"/collections/{made.pk}/follow/", {"follow": "no"})
    assert "You follow it" not in browser.get(made.get_absolute_url()).text
    answer = browser.post(f"/collections/{made.pk}/copy/", follow=True)
    assert "Begun as a copy of" in answer.text
    assert Collection.objects.get(owner=mei).visibility == "me"


def test_a_get_changes_nothing(mei, bo, sign_in):
    made = shelf(bo, things=[shared(mei)])
    one = made.placements.get().pk
    for address in ("copy/", "follow/", "order/", f"{one}/move/", f"{one}/drop/"):
        assert sign_in(bo).get(f"/collections/{made.pk}/{address}").status_code == 405
    sign_in(bo).get(f"/collections/{made.pk}/delete/")
    assert made.placements.count() == 1


def test_the_list_is_taken_along(mei, bo, client):
    one = shared(mei, "{Braces} & more", year=2024, authors=["Mei Lin", "Bo Carter"])
    two = shared(mei, "=HYPERLINK(1)")
    made = shelf(bo, things=[one, two])
    for placement, note in zip(made.placements.order_by("position"), ("=1+1", 'He said "yes"'), strict=True):
        actions.annotate(made, placement, by=bo, note=note)
    bib = client.get(f"/collections/{made.pk}/list.bib").content.decode()
    assert bib.count("@misc{") == 2
    assert r"\{Braces\} \& more" in bib
    ris = client.get(f"/collections/{made.pk}/list.ris").content.decode()
    assert ris.count("ER  - ") == 2
    csl = json.loads(client.get(f"/collections/{made.pk}/list.json").content)
    assert [row["title"] for row in csl] == ["{Braces} & more", "=HYPERLINK(1)"]
    assert csl[0]["issued"] == {"date-parts": [[2024]]}
    assert csl[0]["author"] == [{"family": "Lin", "given": "Mei"}, {"family": "Carter", "given": "Bo"}]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/collections/{made.pk}/list.csv").content.decode("utf-8-sig"))))
    assert rows[0]["authors"] == "Mei Lin; Bo Carter"
    assert [row["note"] for row in rows] == ["'=1+1", 'He said "yes"']
    assert rows[1]["title"] == "'=HYPERLINK(1)"


def test_the_feed_is_atom_with_the_notes(mei, bo, client):
    made = shelf(bo, "Peers \x0b & co", things=[shared(mei, "One"), shared(mei, "Two")])
    actions.annotate(made, made.placements.get(position=1), by=bo, note="Begin here")
    answer = client.get(f"/collections/{made.pk}/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert [row.text for row in feed.findall("a:entry/a:title", space)] == ["Two", "One"]
    assert [row.text for row in feed.findall("a:entry/a:content", space)] == ["Begin here"]
    again = client.get(f"/collections/{made.pk}/feed.atom", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_the_feed_is_rss_and_json_too(mei, bo, client):
    made = shelf(bo, "Peers", things=[shared(mei, "One")])
    assert client.get(f"/collections/{made.pk}/feed.rss").text.count("<item>") == 1
    assert [row["title"] for row in client.get(f"/collections/{made.pk}/feed.json").json()["items"]] == ["One"]
    page = client.get(made.get_absolute_url()).text
    assert all(f"/collections/{made.pk}/feed.{ending}" in page for ending in ("atom", "rss", "json"))


def test_as_many_questions_for_one_row_as_for_thirty(mei, bo, sign_in, django_assert_max_num_queries):
    browser = sign_in(bo)
    few = shelf(bo, "Few", things=[shared(mei, "A")])
    many = shelf(bo, "Many", things=[shared(mei, f"B {number}") for number in range(30)])
    counts = []
    for made in (few, many):
        browser.get(made.get_absolute_url())  # cards are stored now
        with django_assert_max_num_queries(40) as asked:
            browser.get(made.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_letters_name_the_shelf_and_the_correction(mei, bo, tao):
    work = shared(mei, "Guide")
    made = shelf(bo, "Walks", things=[work])
    actions.follow(made, by=tao)
    actions.keep(made, entry_of(shared(mei, "Two")), by=bo)
    actions.tell_of_newer(work, number=2, note="The dose on page 3.")
    told = {
        one.kind: line(one, entry_of(work), mei)
        for one in Activity.objects.filter(kind__in=["collections.collected", "collections.newer"])
    }
    assert told["collections.collected"] == "Bo Carter put “Guide” into the collection “Walks”"
    assert told["collections.newer"] == (
        "Version 2 of “Guide”, which you keep in a collection, is here: The dose on page 3."
    )
    added = Activity.objects.get(kind="collections.added")
    assert line(added, entry_of(made), tao) == "Bo Carter added to the collection “Walks”, which you follow"


def test_my_page_shows_my_shelves(bo, sign_in):
    assert "Begin a collection" in sign_in(bo).get("/me/").text
    shelf(bo, "Walks", visibility="me")
    assert "Walks" in sign_in(bo).get("/me/").text
