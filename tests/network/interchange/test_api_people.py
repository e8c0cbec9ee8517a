"""Members and shelves in the API: field by field what the reader's own pages would show, and nothing beside it."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.visible import FIELDS
from network.interchange import actions as keys
from resources.collections import actions as shelves
from tests.resources.collections.make import shelf
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def ask(client, address, by=None):
    headers = {"Authorization": f"Bearer {keys.make('For a test', by=by)[1]}"} if by else {}
    answer = client.get(address, headers=headers)
    return answer.status_code, json.loads(answer.content)


def handles(told):
    return [one["handle"] for one in told["items"]]


def show(member, **levels):
    member.shown = {**member.shown, **levels}
    member.save()


# -- members ---------------------------------------------------------------------------------------------------------
def test_it_is_described(client, cities):
    told = json.loads(client.get("/api/openapi.json").content)
    assert {"/api/v1/members", "/api/v1/members/{handle}", "/api/v1/collections/{number}"} <= set(told["paths"])


def test_visitors_and_applicants_are_told_of_nobody(client, mei, bo, xiu, sign_in):
    for reader in (client, sign_in(xiu)):
        assert ask(reader, "/api/v1/members") == (200, {"items": [], "next": ""})
        assert ask(reader, "/api/v1/members/mei") == ask(reader, "/api/v1/members/nobody")
        assert reader.get("/api/v1/members/mei").status_code == 404


def test_visitors_are_told_what_somebody_opened_to_everybody_and_no_more(client, bo):
    bo.about, bo.offers, bo.email = "About Bo", "Offers of Bo", "bo@example.org"
    show(bo, name="public", about="public")
    status, told = ask(client, "/api/v1/members/bo")
    assert status == 200 and told["name"] == "Bo Carter" and told["about"] == "About Bo"
    assert told["city"] == told["role"] == told["offers"] == told["email"] == told["time_zone"] == ""
    assert handles(ask(client, "/api/v1/members")[1]) == ["bo"]


def test_members_are_told_of_members_without_addresses(client, mei, bo, sofie, xiu, ex):
    _status, told = ask(client, "/api/v1/members", bo)
    assert handles(told) == ["bo", "mei", "sofie"]
    assert [one["email"] for one in told["items"]] == ["bo@example.org", "", ""]
    assert told["items"][2]["interests"] == "Employed by a sponsor of the programme."
    for hidden in ("xiu", "ex"):
        assert ask(client, f"/api/v1/members/{hidden}", bo)[0] == 404


CLOSED = {
    "offers": "Secret offers",
    "seeks": "Secret seeks",
    "about": "Secret about",
    "time_zone": "Asia/Bishkek",
    "orcid": "0000-0002-1825-0097",
    "links": ["https://secret.example/"],
    "languages": ["th"],
    "expertise": ["secrets"],
    "capacity": 7,
    "role": "researcher",
    "name": "秘密",
    "name_latin": "Secret Name",
    "email": "secret@example.org",
}
TOLD_AS = {"expertise": "topics", "capacity": "has_room"}


@pytest.mark.parametrize("field", CLOSED)
def test_a_closed_field_is_told_to_its_owner_alone(client, mei, bo, field):
    setattr(bo, field, CLOSED[field])
    show(bo, **{field: "me"})
    name = TOLD_AS.get(field, field)
    assert ask(client, "/api/v1/members/bo", bo)[1][name]
    assert not ask(client, "/api/v1/members/bo", mei)[1][name]
    listed = {one["handle"]: one for one in ask(client, "/api/v1/members", mei)[1]["items"]}
    assert not listed["bo"][name] and set(CLOSED) | {"city", "organisation", "photo"} <= set(FIELDS)


def test_nothing_closed_is_found_by_a_filter(client, mei, bo):
    bo.offers, bo.expertise = "Foot care by bicycle", ["feet"]
    show(bo, city="me", expertise="me", offers="me")
    for query in ("city=houston", "topic=feet", "offer=bicycle", "q=bicycle"):
        assert handles(ask(client, f"/api/v1/members?{query}", mei)[1]) == []
    show(bo, city="members", expertise="members", offers="members")
    for query in ("city=houston", "topic=feet", "offer=bicycle", "q=bicycle"):
        assert handles(ask(client, f"/api/v1/members?{query}", mei)[1]) == ["bo"]


def test_who_closed_their_name_is_not_told_of(client, mei, bo, priya):
    show(bo, name="me", name_latin="me")
    assert handles(ask(client, "/api/v1/members", priya)[1]) == ["mei", "priya"]
    assert ask(client, "/api/v1/members/bo", priya)[0] == 404


def test_the_list_is_walked_to_its_end(client, mei, bo, priya, sofie):
    seen, address = [], "/api/v1/members?limit=2"
    while address:
        _status, told = ask(client, address, bo)
        seen += handles(told)
        address = told["next"].partition("http://localhost:8000")[2]
    assert seen == ["bo", "mei", "priya", "sofie"]


def test_a_list_costs_the_same_statements_however_long(client, mei, bo, priya, sofie, freja, diego):
    counts = []
    for most in (2, 2, 6):
        with CaptureQueriesContext(connection) as asked:
            ask(client, f"/api/v1/members?limit={most}", priya)
        counts.append(len(asked))
    assert counts[1] >= counts[2]


# -- shelves ---------------------------------------------------------------------------------------------------------
def test_a_shelf_is_told_with_what_the_reader_may_see(client, mei, bo):
    open_one, closed = shared(mei, "Open guide"), shared(mei, "Closed guide", visibility="members")
    kept = shelf(bo, things=(open_one, closed))
    placement = kept.placements.order_by("position").first()
    placement.note = "Read this first"
    placement.save()
    status, told = ask(client, f"/api/v1/collections/{kept.pk}")
    assert status == 200 and [list(one["entry"]["titles"].values()) for one in told["items"]] == [["Open guide"]]
    assert told["items"][0]["note"] == "Read this first" and "Bo Carter" not in told["keeper"]
    _status, told = ask(client, f"/api/v1/collections/{kept.pk}", mei)
    assert len(told["items"]) == 2 and "Bo Carter" in told["keeper"]


def test_a_closed_shelf_is_none(client, mei, bo):
    own, inside = shelf(bo, "Mine", visibility="me"), shelf(bo, "Inside", visibility="members")
    nothing = ask(client, "/api/v1/collections/999999")
    assert nothing[0] == 404
    assert ask(client, f"/api/v1/collections/{own.pk}", mei) == nothing == ask(client, f"/api/v1/collections/{own.pk}")
    assert ask(client, f"/api/v1/collections/{inside.pk}") == nothing
    assert ask(client, f"/api/v1/collections/{inside.pk}", mei)[0] == 200
    assert ask(client, f"/api/v1/collections/{own.pk}", bo)[0] == 200


def test_a_shelf_out_of_sight_is_told_to_no_other_member(client, mei, bo, carmen, priya):
    kept = shelf(bo)
    shelves.hide(kept, by=carmen, reason="Not for us.")
    assert ask(client, f"/api/v1/collections/{kept.pk}")[0] == 404
    assert ask(client, f"/api/v1/collections/{kept.pk}", priya)[0] == 404
