"""The pages of a plan, as whoever runs a panel walks through them."""

import pytest
from django.urls import reverse

from resources.consensus.models import Item, Panel, Panellist, Round
from tests.factories import consensus as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def at(name, *args):
    return reverse(f"consensus:{name}", args=args)


def test_a_panel_from_its_beginning_to_its_first_round(mei, priya, bo, tao, sign_in, outbox, drain):
    browser = sign_in(mei)
    made = browser.post(at("new"), {
        "title": "Helping people start insulin", "method": "delphi", "language": "en",
        "groups": ["peers", "practitioners"],
    })  # fmt: skip
    panel = Panel.objects.get()
    assert made.url == at("plan", panel.pk)
    assert panel.audience == ["network", f"panel:{panel.pk}"]

    browser.post(at("plan", panel.pk), {"title": "Starting insulin", "aim": "What cities offer.", "language": "en",
                                        "title_da": "At begynde med insulin"})  # fmt: skip
    browser.post(
        at("plan_statements", panel.pk), {"text": "Peers call in the first week.", "context": "", "source": ""}
    )
    browser.post(
        at("plan_many", panel.pk), {"lines": "Peers are paid.\n\nPeers call in the first week.\nFamilies come."}
    )
    assert list(Item.objects.values_list("number", "wordings__text")) == [
        (1, "Peers call in the first week."),
        (2, "Peers are paid."),
        (3, "Families come."),
    ]
    rules = {
        "scale": "1-9", "definition": "percent", "usual": "70", "threshold": "", "threshold_reason": "",
        "out_rule": "mirror", "scope": "overall", "percentile": "7", "rounds": "2", "stable_percent": "15",
        "drops_settled": "on", "quorum": "3", "quorum_percent": "50", "entry": "all", "withdrawal": "keep",
        "smallest_group": "3",
    }  # fmt: skip
    assert browser.post(at("plan_rules", panel.pk), rules).status_code == 302
    texts = {
        "question": "How much do you agree?", "panel_rule": "Who knows it.", "information": "Ten minutes.",
        "consent": "Freely.", "low": "not at all", "middle": "", "high": "fully",
    }  # fmt: skip
    assert "Nobody is invited" in browser.get(at("plan_ready", panel.pk)).text
    assert browser.post(at("plan_texts", panel.pk), texts).status_code == 302
    group = panel.groups.first()
    for member in (priya, bo, tao):
        browser.post(at("plan_people", panel.pk), {"act": "invite", "handle": member.handle, "group": group.pk})
    assert Panellist.objects.filter(invited_at=None).count() == 3
    drain()
    assert not outbox(priya.email)
    browser.post(at("plan_people", panel.pk), {"act": "send"})
    assert Panellist.objects.filter(invited_at=None).count() == 0

    answer = browser.post(at("plan_ready", panel.pk), {"day": "2099-01-01", "hour": "12:00"})
    assert "more than a year away" in answer.text
    from datetime import timedelta

    from network.kit.clock import now

    day = (now() + timedelta(days=10)).date().isoformat()
    answer = browser.post(at("plan_ready", panel.pk), {"day": day, "hour": "12:00"})
    assert answer.status_code == 302, answer.context["form"].errors
    panel.refresh_from_db()
    assert panel.state == Panel.State.RUNNING
    assert panel.protocol.threshold == 70
    round = Round.objects.get()
    assert round.closes_at.isoformat() == f"{day}T04:00:00+00:00"  # noon in Shanghai
    shown = browser.get(panel.get_absolute_url()).text
    assert panel.protocol.sha256 in shown


def test_every_page_of_a_plan_opens(mei, priya, sign_in):
    panel = make.panel(mei)
    make.seated(panel, [priya])
    row = panel.panellists.get()
    browser = sign_in(mei)
    pages = [
        at("list"), at("new"), at("panel", panel.pk), at("plan", panel.pk), at("plan_rules", panel.pk),
        at("plan_texts", panel.pk), f"{at('plan_texts', panel.pk)}?language=da", at("plan_statements", panel.pk),
        at("plan_many", panel.pk), at("plan_statement", panel.pk, 1), at("plan_out", panel.pk, 1),
        f"{at('plan_out', panel.pk, 1)}?way=split", at("plan_evidence", panel.pk, 1),
        f"{at('plan_evidence', panel.pk, 1)}?q=insulin", at("plan_translation", panel.pk, 1, "da"),
        at("plan_people", panel.pk), f"{at('plan_people', panel.pk)}?q=tao&city=tianjin",
        at("plan_off", panel.pk, row.pk), at("plan_ready", panel.pk), at("stop", panel.pk), at("amend", panel.pk),
    ]  # fmt: skip
    for page in pages:
        assert browser.get(page).status_code == 200, page
    make.opened(panel)
    for page in (at("prolong", panel.pk), at("close", panel.pk), at("amend", panel.pk), at("panel", panel.pk),
                 at("protocol", panel.pk), at("plan_statements", panel.pk), at("plan_statement", panel.pk, 1),
                 at("plan_people", panel.pk), at("plan_ready", panel.pk), at("list")):  # fmt: skip
        assert browser.get(page).status_code == 200, page
    assert browser.get(at("plan_rules", panel.pk)).status_code == 403


def test_others_see_nothing_of_a_plan(mei, diego, client, sign_in):
    panel = make.panel(mei)
    assert client.get(at("panel", panel.pk)).status_code == 404
    browser = sign_in(diego)
    assert browser.get(at("panel", panel.pk)).status_code == 404
    assert browser.get(at("plan_rules", panel.pk)).status_code == 404
    assert panel.title not in browser.get(at("list")).text


def test_whoever_is_on_the_list_hears_of_it_with_the_invitation(mei, priya, sign_in):
    from resources.consensus.actions import planning

    panel = make.panel(mei)
    planning.invite(panel, [(priya, panel.groups.first())], mei, send=False)
    browser = sign_in(priya)
    assert browser.get(at("panel", panel.pk)).status_code == 404
    assert panel.title not in browser.get(at("list")).text
    planning.send_invitations(panel, mei)
    assert browser.get(at("panel", panel.pk)).status_code == 200
    assert panel.title in browser.get(at("list")).text


def test_a_form_keeps_what_was_typed(mei, sign_in):
    panel = make.panel(mei)
    browser = sign_in(mei)
    answer = browser.post(at("plan_many", panel.pk), {"lines": "A good one\n" + "x" * 2001})
    assert answer.status_code == 200
    assert "A good one" in answer.text
    assert panel.items.count() == 3


def test_a_statement_that_changed_under_an_open_form(mei, carmen, sign_in):
    from resources.consensus.actions import planning

    panel = make.panel(mei)
    item = panel.items.first()
    browser = sign_in(mei)
    form = browser.get(at("plan_statement", panel.pk, 1)).context["form"]
    seen = form["seen"].value()
    planning.reword(item, by=carmen, text="Carmen’s words")
    answer = browser.post(
        at("plan_statement", panel.pk, 1), {"text": "Mei’s words", "context": "", "source": "", "seen": seen}
    )
    assert "Mei’s words" in answer.text
    assert "Carmen’s words" in answer.text
    assert item.wordings.get().text == "Carmen’s words"
    again = answer.context["form"].data["seen"]
    browser.post(at("plan_statement", panel.pk, 1), {"text": "Mei’s words", "context": "", "source": "", "seen": again})
    assert item.wordings.get().text == "Mei’s words"


def test_the_page_of_a_panel_stays_within_its_budget(
    mei, priya, bo, tao, cities, sign_in, django_assert_max_num_queries
):
    from resources.consensus.actions import planning

    panel = make.panel(mei, items=20)
    make.seated(panel, [priya, bo, tao, *make.crowd(12, cities)])
    make.opened(panel)
    for rounds in (3, 4, 5):
        planning.amend(panel, {"rounds": rounds}, by=mei, reason="One more is needed.")
    for member in (mei, priya):
        browser = sign_in(member)
        browser.get(panel.get_absolute_url())
        with django_assert_max_num_queries(14):
            assert browser.get(panel.get_absolute_url()).status_code == 200


def test_a_nominal_group_ranks_and_meets(mei, priya, bo, tao, sign_in):
    from resources.consensus.actions import planning

    panel = make.panel(mei, method="nominal", anchors={})
    make.seated(panel, [priya, bo, tao])
    browser = sign_in(mei)
    assert "up to five statements" in browser.get(at("plan_rules", panel.pk)).text
    given = {"rounds": "2", "quorum": "3", "quorum_percent": "50", "entry": "all", "withdrawal": "keep",
             "smallest_group": "3", "is_shuffled": "on"}  # fmt: skip
    assert browser.post(at("plan_rules", panel.pk), given).status_code == 302
    round = make.opened(panel)
    assert browser.get(at("meeting", panel.pk, round.number)).status_code == 404
    planning.close_early(round, by=mei, reason="All are here.")
    browser.post(at("meeting", panel.pk, round.number), {"meeting": "Freja led it."})
    assert "Freja led it." in browser.get(panel.get_absolute_url()).text


def test_what_was_typed_stays_when_the_plan_is_locked_meanwhile(mei, priya, sign_in):
    panel = make.panel(mei)
    make.seated(panel, [priya])
    browser = sign_in(mei)
    make.opened(panel)
    answer = browser.post(at("plan", panel.pk), {"title": "A title of my own", "aim": "My aim.", "language": "en"})
    assert answer.status_code == 200
    assert "My aim." in answer.text
    assert "The protocol is locked since the first round opened." in answer.text
    answer = browser.post(at("plan_many", panel.pk), {"lines": "One more\nAnd another"})
    assert "And another" in answer.text
    panel.refresh_from_db()
    assert (panel.title, panel.items.count()) == ("Helping people start insulin", 3)
