"""The report as a page: told from the data, with what is missing, for those who may read it."""

import json

import pytest
from django.test import Client

from network.access.rules import may
from resources.consensus.actions import report as actions
from resources.consensus.actions.planning.rows import spread
from resources.consensus.models import Panel
from resources.consensus.report.items import FREE
from resources.consensus.report.telling import tell
from tests.factories import consensus
from tests.resources.consensus.report.make import ended

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def words_of(report, number):
    """Return all words of one item."""
    [item] = [one for one in report.items if one.number == number]
    return repr(item.blocks)


def test_every_item_is_there_and_what_nobody_wrote_is_said_to_be_missing(mei, cities):
    panel = ended(mei, cities)
    report = tell(panel, "en")
    assert [item.number for item in report.items] == list(range(1, 26))
    asked = {one.code for one in FREE if not one.meetings}
    assert {one.code for _number, _label, one in report.missing if one.code} == asked
    actions.tell(panel, {"funding": "Nobody."}, by=mei)
    panel.refresh_from_db()
    report = tell(panel, "en")
    assert "funding" not in {one.code for _number, _label, one in report.missing}
    assert "Nobody." in words_of(report, 23)


def test_protocol_panel_rounds_and_outcomes_come_from_the_data(mei, cities):
    panel = ended(mei, cities)
    report = tell(panel, "en")
    assert panel.protocol.sha256 in words_of(report, 4)
    assert "No rule was changed" in words_of(report, 4)
    assert "Mei" in words_of(report, 5)
    assert "7 of 7 (100 %)" in words_of(report, 6)
    assert "'Round 1', '7', '7 of 7 (100 %)'" in words_of(report, 19)
    told = words_of(report, 20)
    assert "agreed" in told
    assert "no consensus" in told


def test_a_round_that_closed_early_says_why(mei, bo, cities):
    from resources.consensus.actions import planning

    panel, round, _seats = consensus.ready_to_rate(mei, [bo])
    planning.close_early(round, by=mei, reason="Everybody has answered.")
    assert "Everybody has answered." in words_of(tell(Panel.objects.get(pk=panel.pk), "en"), 12)


def test_dissent_is_told_in_the_words_that_were_let_through(mei, cities):
    from resources.consensus.actions.rating import rate
    from resources.consensus.actions.results import moderating
    from resources.consensus.models import Remark, Seat

    panel = ended(mei, cities)
    entry = panel.rounds.get(number=2).entries.get(item__number=3)
    remark = rate.remark(entry, Seat.objects.filter(panel=panel).first(), Remark.Kind.DISSENT, "I, Ann, say no.", "en")
    assert "say no" not in words_of(tell(panel, "en"), 21)
    moderating.let_through(remark, by=mei, shown="I say no.", translations={"da": "Jeg siger nej."})
    assert "I say no." in words_of(tell(panel, "en"), 21)
    assert "Ann" not in words_of(tell(panel, "en"), 21)
    danish = words_of(tell(panel, "da"), 21)
    assert "Jeg siger nej." in danish
    assert "I say no." in danish


def test_a_group_of_two_is_nowhere_in_figures(mei, cities):
    panel = ended(mei, cities)
    [item] = [one for one in tell(panel, "en").items if one.number == 20]
    heads = [block.head for block in item.blocks if block.kind == "table"]
    assert all("City officials" not in head for head in heads)
    assert "City officials" in repr([block.note for block in item.blocks if block.kind == "table"] + list(item.blocks))


def test_an_open_round_says_nothing_of_its_answers(mei, bo, cities):
    panel, round, seats = consensus.ready_to_rate(mei, [bo, *consensus.crowd(5, cities)])
    before = repr(tell(panel, "en"))
    consensus.rate_all(round, {seat: [9, 9, 9] for _row, seat in seats})
    assert repr(tell(Panel.objects.get(pk=panel.pk), "en")) == before


def test_the_reader_reads_it_in_another_language(mei, cities, sign_in):
    panel = ended(mei, cities)
    item = panel.items.get(number=1)
    from resources.consensus.models import Translation

    wording = item.wordings.get()
    Translation.objects.create(wording=wording, language="da", text="En der selv har diabetes", checked_at=None)
    page = sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/?language=da").content.decode()
    assert "En der selv har diabetes" not in page
    Translation.objects.update(checked_at=panel.created_at)
    page = sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/?language=da").content.decode()
    assert "En der selv har diabetes" in page
    assert sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/?language=xx").status_code == 404


def test_who_may_read_it(mei, bo, carmen, yan, cities, client):
    panel, round, _seats = consensus.ready_to_rate(mei, [bo])
    assert may(mei, "consensus.report", panel)
    assert may(carmen, "consensus.report", panel)
    assert not may(bo, "consensus.report", panel)
    assert client.get(f"/consensus/panels/{panel.pk}/report/").status_code == 404
    from resources.consensus.actions.results import closing

    closing.close(round, by=mei)
    assert may(bo, "consensus.report", panel)
    assert not may(yan, "consensus.report", panel)
    Panel.objects.filter(pk=panel.pk).update(state="adopted")
    spread(Panel.objects.get(pk=panel.pk))
    assert client.get(f"/consensus/panels/{panel.pk}/report/").status_code == 200
    assert client.get(f"/consensus/panels/{panel.pk}/report/json/").status_code == 200
    assert client.get(f"/consensus/panels/{panel.pk}/report/words/").status_code == 302


def test_what_is_missing_is_listed_for_who_runs_it_and_marked_for_all(mei, cities, sign_in):
    panel = ended(mei, cities)
    page = sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/").content.decode()
    assert 'id="missing"' in page
    assert f"/consensus/panels/{panel.pk}/report/words/#id_funding" in page
    Panel.objects.filter(pk=panel.pk).update(audience=["public"])
    page = Client().get(f"/consensus/panels/{panel.pk}/report/").content.decode()
    assert 'id="missing"' not in page
    assert "not reported" in page


def test_the_data_hold_the_figures_as_they_may_be_shown(mei, cities, sign_in):
    panel = ended(mei, cities)
    given = sign_in(mei).get(f"/consensus/panels/{panel.pk}/report/json/")
    data = json.loads(given.content)
    first = data["rounds"][1]["statements"][0]
    assert (first["verdict"], first["whole"]["n"], first["whole"]["stats"]["median"]) == ("agreed", 7, 9)
    assert first["groups"] == []
    assert data["protocol"]["sha256"] == panel.protocol.sha256
    assert [item["number"] for item in data["items"]] == list(range(1, 26))


def test_the_page_asks_the_database_a_fixed_number_of_times(mei, cities, sign_in, django_assert_max_num_queries):
    panel = ended(mei, cities)
    browser = sign_in(mei)
    browser.get(f"/consensus/panels/{panel.pk}/report/")
    with django_assert_max_num_queries(40):
        browser.get(f"/consensus/panels/{panel.pk}/report/")
