"""Writing what no figure tells: nothing typed is lost, whoever else writes at the same time."""

import pytest

from network.access.rules import Denied
from resources.consensus.actions import report as actions
from resources.consensus.actions.report.story import mark_of
from tests.factories import consensus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_words_are_kept_and_taken_back(mei, sign_in):
    panel = consensus.panel(mei)
    browser, address = sign_in(mei), f"/consensus/panels/{panel.pk}/report/words/"
    assert 'name="funding"' in browser.get(address).content.decode()
    sent = browser.post(address, {"funding": " Nobody. ", "was_funding": mark_of("")})
    assert sent.status_code == 302
    panel.refresh_from_db()
    assert panel.story == {"funding": "Nobody."}
    browser.post(address, {"funding": "", "was_funding": mark_of("Nobody.")})
    panel.refresh_from_db()
    assert panel.story == {}


def test_a_field_that_is_too_long_loses_nothing(mei, sign_in):
    panel = consensus.panel(mei)
    answer = sign_in(mei).post(
        f"/consensus/panels/{panel.pk}/report/words/", {"funding": "x" * 4001, "limits": "Few people."}
    )
    assert answer.status_code == 422
    assert "Few people." in answer.content.decode()
    assert "x" * 4001 in answer.content.decode()


def test_two_who_write_at_once_lose_nothing(mei, sign_in):
    panel = consensus.panel(mei)
    browser, address = sign_in(mei), f"/consensus/panels/{panel.pk}/report/words/"
    form = {"funding": "The city.", "was_funding": mark_of(""), "limits": "", "was_limits": mark_of("")}
    actions.tell(panel, {"funding": "A sponsor.", "limits": "Few people."}, by=mei)
    answer = browser.post(address, form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A sponsor." in page
    assert "The city." in page
    panel.refresh_from_db()
    assert panel.story == {"funding": "A sponsor.", "limits": "Few people."}
    again = form | {"funding": "The city and a sponsor.", "was_funding": mark_of("A sponsor.")}
    assert browser.post(address, again).status_code == 302
    panel.refresh_from_db()
    assert panel.story == {"funding": "The city and a sponsor.", "limits": "Few people."}


def test_only_who_runs_it_writes(mei, bo, sign_in):
    panel, _round, _seats = consensus.ready_to_rate(mei, [bo])
    with pytest.raises(Denied):
        actions.tell(panel, {"funding": "Nobody."}, by=bo)
    assert sign_in(bo).get(f"/consensus/panels/{panel.pk}/report/words/").status_code == 403


def test_meetings_are_asked_of_where_there_are_any(mei, sign_in):
    delphi, ram = consensus.panel(mei), consensus.panel(mei, method="ram", title="Another")
    browser = sign_in(mei)
    pages = [browser.get(f"/consensus/panels/{one.pk}/report/words/").content.decode() for one in (delphi, ram)]
    assert ['name="meeting"' in page for page in pages] == [False, True]
