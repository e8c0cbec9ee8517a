"""The page of results, its files, remarks and publishing, as people use them."""

import csv
import io
import json

import pytest
from django.urls import reverse

from resources.consensus.actions.rating import rate
from resources.consensus.actions.results import closing, moderating, publishing
from resources.consensus.models import Item, Panel, Remark
from tests.factories import consensus as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def crowd(cities):
    return made.crowd(12, cities)


@pytest.fixture
def round(nova, crowd):
    """A round of one, closed: twelve people in two groups of six, two statements, remarks of three."""
    _panel, round, people = made.ready_to_rate(nova, crowd, items=2, rounds=1, smallest_group=5, quorum=8)
    values = [[8, 2] if place % 2 else [9, 8] for place in range(12)]
    made.rate_all(round, {seat: row for (_row, seat), row in zip(people, values, strict=True)})
    first = round.entries.first()
    for place, words in enumerate(("As the nurse of Houston I know.", "Too vague.", "=1+1")):
        rate.remark(first, people[place][1], "comment", words, "en")
    return closing.close(round, by=nova)


def at(name, thing):
    return reverse(f"consensus:{name}", args=[thing.pk])


def test_whoever_sits_reads_the_results_and_a_stranger_does_not(sign_in, client, round, crowd, bo):
    assert client.get(at("results", round)).status_code == 404
    assert sign_in(bo).get(at("results", round)).status_code == 404
    page = sign_in(crowd[0]).get(at("results", round))
    html = page.content.decode()
    assert page.status_code == 200
    assert "12 of 12 at 7 to 9" in html and "6 of 12 at 7 to 9" in html
    assert "Agreed" in html and "No consensus" in html and "Kendall" in html
    assert "nurse of Houston" not in html, "what was not let through is shown to nobody"


def test_statements_are_narrowed_and_sorted_without_scripts(sign_in, round, crowd):
    page = sign_in(crowd[0]).get(at("results", round), {"verdict": "agreed"})
    assert [row.number for row in page.context["rows"]] == [1]
    page = sign_in(crowd[0]).get(at("results", round), {"sort": "spread"})
    assert [row.number for row in page.context["rows"]] == [2, 1]
    assert sign_in(crowd[0]).get(at("results", round), {"sort": "x", "verdict": "y"}).status_code == 200


def test_json_and_csv_hold_the_same_aggregates(sign_in, round, crowd):
    data = json.loads(sign_in(crowd[0]).get(at("results_json", round)).content)
    assert data["statements"][0]["figures"][0]["n"] == 12 and data["round"]["kendall"]["w"] is not None
    assert set(data["fields"]) > {"median", "di"}
    answer = sign_in(crowd[0]).get(at("results_csv", round))
    text = answer.content.decode()
    assert text.startswith("\ufeff") and answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["group"] for row in rows[:3]] == ["all", "Peer supporters", "Practitioners"]
    assert rows[0]["n"] == "12" and rows[0]["disagreement"] == "false"


def test_csv_is_safe_for_spreadsheets(sign_in, nova, crowd):
    _panel, round, people = made.ready_to_rate(nova, crowd, items=["=HYPERLINK(1)", "\u202e@x"], rounds=1)
    made.rate_all(round, {seat: [8, 8] for _row, seat in people})
    closing.close(round, by=nova)
    rows = list(csv.DictReader(io.StringIO(sign_in(nova).get(at("results_csv", round)).content.decode("utf-8-sig"))))
    assert {row["text"] for row in rows} == {"'=HYPERLINK(1)", "'@x"}


def test_a_facilitator_takes_out_what_tells_who_wrote(sign_in, round, nova, crowd):
    browser = sign_in(nova)
    html = browser.get(at("moderate", round)).content.decode()
    assert "nurse of Houston" in html and "Peer supporters" not in html and "Practitioners" not in html
    row = Remark.objects.get(text__contains="Houston")
    given = {"remark": str(row.shuffle), "act": "show", f"r{row.shuffle}-shown": "I know it from practice.",
             f"r{row.shuffle}-in_es": "Lo sé por la práctica."}  # fmt: skip
    assert browser.post(at("moderate", round), given).status_code == 302
    row.refresh_from_db()
    assert (row.text, row.shown) == ("As the nurse of Houston I know.", "I know it from practice.")
    html = sign_in(crowd[0]).get(at("results", round)).content.decode()
    assert "I know it from practice." in html and "Houston I know" not in html
    html = browser.get(at("results", round), headers={"accept-language": "es"}).content.decode()


def test_what_is_not_shown_has_a_reason_and_nothing_typed_is_lost(sign_in, round, nova):
    browser = sign_in(nova)
    row = Remark.objects.get(text="Too vague.")
    given = {"remark": str(row.shuffle), "act": "hide", f"r{row.shuffle}-shown": "Half edited"}
    refused = browser.post(at("moderate", round), given)
    assert refused.status_code == 422 and "Half edited" in refused.content.decode()
    browser.post(at("moderate", round), given | {f"r{row.shuffle}-reason": "Names a colleague."})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("hidden", "Names a colleague.")


def test_remarks_are_read_by_nobody_while_the_round_is_open(sign_in, nova, crowd):
    _panel, round, people = made.ready_to_rate(nova, crowd)
    rate.remark(round.entries.first(), people[0][1], "comment", "Early words.", "en")
    page = sign_in(nova).get(at("moderate", round))
    assert page.status_code == 403 and "Early words" not in page.content.decode()


def test_a_translation_is_shown_with_the_original(nova, round):
    from resources.consensus.queries.results.remarks import remarks_shown

    row = Remark.objects.get(text="Too vague.")
    moderating.let_through(row, by=nova, translations={"da": "For vagt.", "en": "not taken", "xx": "nor this"})
    entry = round.entries.first()
    entry.round = round
    (shown,) = remarks_shown(entry, "da")
    assert (shown.text, shown.original, shown.original_language) == ("For vagt.", "Too vague.", "en")
    assert Remark.objects.get(pk=row.pk).translations == {"da": "For vagt."}


def test_ideas_become_statements(nova, crowd):
    from datetime import timedelta

    from network.kit.clock import now
    from resources.consensus.actions import planning

    panel = made.panel(nova)
    people = made.seated(panel, crowd)
    round = planning.open_round(panel, closes_at=now() + timedelta(days=3), by=nova, collects_ideas=True)
    idea = rate.idea(round, people[0][1], "Invite the family.", "en")
    closing.close(round, by=nova)
    item = moderating.make_item(idea, by=nova, text="The family should be invited.")
    assert item.wordings.get().text == "The family should be invited."
    assert moderating.make_item(idea, by=nova, text="Again") == item and Item.objects.count() == 4


def test_remarks_wait_on_the_desk_of_who_runs_it(sign_in, round, nova, crowd):
    assert "3 remarks of round 1" in sign_in(nova).get("/desk/").content.decode()
    assert "3 remarks of round 1" not in sign_in(crowd[0]).get("/desk/").content.decode()


def test_results_are_public_when_they_are_published(sign_in, client, round, nova, crowd):
    panel = Panel.objects.get()
    assert sign_in(crowd[0]).get(at("publish", panel)).status_code == 403
    assert sign_in(nova).post(at("publish", panel)).status_code == 302
    client.logout()
    for name in ("results", "results_json", "results_csv"):
        assert client.get(at(name, round)).status_code == 200
    assert publishing.publish(panel, by=nova).audience == Panel.objects.get().audience


def test_a_panel_that_runs_cannot_publish(sign_in, nova, crowd):
    panel, _round, _people = made.ready_to_rate(nova, crowd)
    assert sign_in(nova).get(at("publish", panel)).status_code == 403


def test_the_page_asks_the_database_few_things(client, nova, crowd, django_assert_max_num_queries):
    _panel, round, people = made.ready_to_rate(nova, crowd, items=30, rounds=1)
    made.rate_all(round, {seat: [8] * 30 for _row, seat in people})
    closing.close(round, by=nova)
    for reader in (crowd[0], nova):
        client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.get(at("results", round))
        with django_assert_max_num_queries(12):
            assert client.get(at("results", round)).status_code == 200
    publishing.publish(Panel.objects.get(), by=nova)
    client.logout()
    with django_assert_max_num_queries(12):
        assert client.get(at("results", round)).status_code == 200
