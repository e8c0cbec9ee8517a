"""The read API: it keeps to its own description, tells nothing closed, and counts who asks."""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from network.interchange import actions as keys
from network.interchange.models import Token
from network.kit.clock import now
from resources.library import actions
from tests.resources.library.make import shared

pytestmark = pytest.mark.django_db


def ask(client, address, **headers):
    answer = client.get(address, headers=headers)
    return answer, json.loads(answer.content) if answer.content else None


def bearer(member):
    _token, secret = keys.make("For a test", by=member)
    return {"Authorization": f"Bearer {secret}"}


# -- the description -----------------------------------------------------------------------------------------------
def described(client):
    return json.loads(client.get("/api/openapi.json").content)


def test_it_is_described_by_openapi_3_1(client, cities):
    told = described(client)
    assert told["openapi"].startswith("3.1") and told["info"]["title"]
    assert {"/api/v1/resources", "/api/v1/cities", "/api/v1/organisations", "/api/v1/topics", "/api/v1/search",
            "/api/v1/collections"} <= set(told["paths"])  # fmt: skip
    assert all(list(operations) == ["get"] for operations in told["paths"].values())
    ids = [operations["get"]["operationId"] for operations in told["paths"].values()]
    assert len(ids) == len(set(ids))


@pytest.fixture
def open_connection():
    """Let the WSGI application leave the test's database connection open after each answer."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda mode: mode.value)
def test_the_api_keeps_to_its_description(mei, bo, open_connection, monkeypatch, mode):
    """schemathesis asks every address good and bad questions made from the description, and judges the answers."""
    from network.wsgi import application

    monkeypatch.setattr("network.interchange.api.house.VISITOR", "100000/m")
    shared(mei, "Guide & <b>", topics=["distress", "脚 护理"], cities=["shanghai"], link="https://doi.org/10.1234/a")
    shared(bo, "Findings", kind="findings", cities=["houston"], authors=["林梅"])
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    codes = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        if mode == GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters):
            continue

        @settings(max_examples=8, deadline=None, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask_one(case):
            answer = case.call_and_validate(headers={"Accept-Encoding": "identity"})
            codes.add(answer.status_code)

        ask_one()
    assert codes >= ({200} if mode == GenerationMode.POSITIVE else {422})


def test_the_page_for_people_runs_without_scripts_of_others(client, cities):
    html = client.get("/api/").content.decode()
    assert "/api/v1/resources" in html and "openapi.json" in html
    assert "cdn" not in html.lower() and "<script>" not in html


# -- lists ---------------------------------------------------------------------------------------------------------
def test_lists_are_narrowed_by_the_words_of_the_pages_and_walked_to_their_end(client, mei, bo):
    for n in range(5):
        shared(mei, f"Guide {n}", cities=["shanghai"], topics=["distress"])
    shared(bo, "From Houston", kind="findings", cities=["houston"])
    answer, told = ask(client, "/api/v1/resources?city=shanghai&limit=2")
    seen = [item["title"] for item in told["items"]]
    while told.get("next"):
        assert f'<{told["next"]}>; rel="next"' == answer["Link"]
        answer, told = ask(client, told["next"].partition("http://localhost:8000")[2])
        seen += [item["title"] for item in told["items"]]
    assert seen == [f"Guide {n}" for n in (4, 3, 2, 1, 0)]
    _answer, told = ask(client, "/api/v1/resources?kind=findings&kind=media")
    assert [item["title"] for item in told["items"]] == ["From Houston"]


def test_one_resource_is_told_whole(client, mei):
    resource = shared(mei, "Guide", authors=["林梅", "Bo Carter"], topics=["distress"], cities=["shanghai"])
    _answer, told = ask(client, f"/api/v1/resources/{resource.pk}")
    assert [one["name"] for one in told["authors"]] == ["林梅", "Bo Carter"]
    assert told["licence"]["spdx"] == "CC-BY-4.0" and told["topics"] == ["distress"] and told["version"] == 1
    assert told["address"].endswith(f"/resources/{resource.pk}/")


def test_search_topics_cities(client, mei, drain):
    shared(mei, "Walking groups", topics=["distress"], cities=["shanghai"])
    drain()
    _answer, told = ask(client, "/api/v1/search?q=walking")
    assert [item["titles"] for item in told["items"]] == [{"zh-Hans": "Walking groups"}]
    _answer, told = ask(client, "/api/v1/topics")
    assert told["items"][0]["word"] == "distress" and told["items"][0]["count"] == 1
    _answer, told = ask(client, "/api/v1/cities/shanghai")
    assert told["names"]["zh-Hans"] == "上海" and told["partnership"] == "active"


# -- who asks ------------------------------------------------------------------------------------------------------
CLOSED = ("/api/v1/resources", "/api/v1/search?q=closed", "/api/v1/topics", "/api/v1/collections")


def test_a_stranger_and_another_member_see_nothing_closed(client, mei, bo, xiu, drain):
    closed = [
        shared(mei, "Closed to members", visibility="members", topics=["feet"]),
        shared(mei, "Closed to the city", visibility="city", cities=["shanghai"], topics=["distress"]),
    ]
    gone = shared(mei, "Closed: gone")
    actions.withdraw(gone, by=mei, reason="Wrong.")
    drain()
    for address in (*CLOSED, *(f"/api/v1/resources/{one.pk}" for one in (*closed, gone))):
        told = client.get(address).content.decode()
        assert "Closed" not in told and "feet" not in told and "distress" not in told
    houston = bearer(bo)
    assert client.get(f"/api/v1/resources/{closed[0].pk}", headers=houston).status_code == 200
    assert client.get(f"/api/v1/resources/{closed[1].pk}", headers=houston).status_code == 404
    assert client.get(f"/api/v1/resources/{gone.pk}", headers=houston).status_code == 410
    assert client.get(f"/api/v1/resources/{closed[1].pk}", headers=bearer(mei)).status_code == 200


def test_a_session_reads_as_its_member(client, mei, sign_in):
    closed = shared(mei, "Closed", visibility="members")
    assert sign_in(mei).get(f"/api/v1/resources/{closed.pk}").status_code == 200


@pytest.mark.parametrize("how", ["forged", "revoked", "over", "of a closed account", "other scheme"])
def test_a_key_that_is_none_opens_nothing(client, mei, how):
    shared(mei)
    token, secret = keys.make("x", by=mei)
    given = f"Bearer {secret}"
    if how == "forged":
        given = "Bearer pskn_" + "A" * 43
    elif how == "revoked":
        keys.revoke(token, by=mei)
    elif how == "over":
        Token.objects.filter(pk=token.pk).update(
            created_at=now() - timedelta(days=2), expires_at=now() - timedelta(seconds=1)
        )
    elif how == "of a closed account":
        mei.is_active = False
        mei.save()
    else:
        given = f"Basic {secret}"
    answer, told = ask(client, "/api/v1/resources", Authorization=given)
    assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"
    assert told["status"] == 401 and "Bearer" in answer["WWW-Authenticate"]


def test_keys_open_the_api_alone(client, mei):
    closed = shared(mei, "Closed", visibility="members")
    headers = bearer(mei)
    assert client.get(closed.get_absolute_url(), headers=headers).status_code == 404
    assert client.get("/me/", headers=headers).status_code == 302
    assert "Closed" not in client.get("/feeds/resources.atom", headers=headers).content.decode()


def test_who_asks_too_often_is_told_when_to_come_back(client, mei, monkeypatch):
    monkeypatch.setattr("network.interchange.api.house.VISITOR", "2/m")
    answers = [client.get("/api/v1/cities") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "r=1" in answers[0]["RateLimit"] and "q=2;w=60" in answers[0]["RateLimit-Policy"]
    assert int(answers[2]["Retry-After"]) <= 60
    assert client.get("/api/v1/cities", headers=bearer(mei)).status_code == 200, "a member is counted apart"


def test_guessing_keys_is_stopped(client, cities, monkeypatch):
    monkeypatch.setattr("network.interchange.api.house.FAILED", "2/h")
    codes = [client.get("/api/v1/cities", headers={"Authorization": f"Bearer pskn_{n}"}).status_code for n in range(3)]
    assert codes == [401, 401, 429]


# -- manners -------------------------------------------------------------------------------------------------------
def test_what_is_known_is_not_sent_again(client, mei):
    shared(mei)
    first = client.get("/api/v1/resources")
    again = client.get("/api/v1/resources", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content and again["ETag"] == first["ETag"]
    shared(mei, "Another")
    assert client.get("/api/v1/resources", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_other_sites_may_read_what_is_public_but_send_no_session(client, cities):
    answer = client.get("/api/v1/cities", headers={"Origin": "https://elsewhere.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    asked = client.options("/api/v1/cities", headers={"Origin": "https://elsewhere.example"})
    assert asked.status_code == 204 and "Authorization" in asked["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/v1/resources/999999", 404), ("/api/v1/resources/x", 422), ("/api/v1/nothing", 404),
     ("/api/v1/cities/atlantis", 404), ("/api/v1/resources?limit=0", 422), ("/api/v1/resources?after=x", 422),
     ("/api/v1/resources?city=a%20b", 422), ("/api/v1/resources/99999999999999999999", 422)],
)  # fmt: skip
def test_what_goes_wrong_is_a_problem(client, cities, address, status):
    answer, told = ask(client, address)
    assert answer.status_code == told["status"] == status
    assert answer["Content-Type"] == "application/problem+json" and told["detail"]


def test_it_is_for_reading(client, mei):
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/v1/resources")
        assert answer.status_code == 405 and "GET" in answer["Allow"]
    assert client.head("/api/v1/resources").status_code == 200


def test_a_page_costs_the_same_statements(client, mei):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for n in (1, 1, 6):  # the first fills what a process remembers of cities and words
        for _ in range(n):
            shared(mei, cities=["shanghai"], topics=["feet"], authors=["Mette Lund"])
        with CaptureQueriesContext(connection) as asked:
            client.get("/api/v1/resources")
        counts.append(len(asked))
    assert max(counts) <= 12
