"""Rounds are prolonged, closed early, follow each other; panels are broken off, handed over, left."""

from datetime import timedelta

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import jobs
from network.kit.clock import now
from network.kit.models import Job
from resources.consensus.actions import planning
from resources.consensus.actions.results import closing
from resources.consensus.models import Item, Panel, Panellist, Rating, Round, Seat
from tests.factories import consensus as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(mei, priya, bo, tao):
    """(panel, its open round, [(Panellist, Seat)]) of three people."""
    return make.ready_to_rate(mei, [priya, bo, tao])


def test_a_round_closes_when_its_time_is_over_and_not_before(three, mei):
    _panel, round, _people = three
    jobs.drain(at=round.closes_at - timedelta(minutes=1))
    assert Round.objects.get().state == Round.State.OPEN
    Round.objects.update(closes_at=now() - timedelta(minutes=1))
    jobs.drain(at=round.closes_at + timedelta(minutes=1))
    assert Round.objects.get().state == Round.State.CLOSED


def test_a_round_that_is_prolonged_closes_later(three, mei):
    _panel, round, _people = three
    later = round.closes_at + timedelta(days=2)
    planning.prolong(round, closes_at=later, by=mei, reason="A holiday in two cities.")
    assert Job.objects.get(kind="consensus.close").not_before == later
    jobs.drain("slow", at=round.closes_at + timedelta(minutes=1))
    assert Round.objects.get().state == Round.State.OPEN
    with pytest.raises(Denied):
        planning.prolong(round, closes_at=later - timedelta(hours=1), by=mei)
    told = Activity.objects.get(kind="consensus.planning_prolonged")
    assert told.detail["reason"] == "A holiday in two cities."


def test_closing_early_takes_a_reason(three, mei):
    _panel, round, _people = three
    with pytest.raises(Denied):
        planning.close_early(round, by=mei, reason="")
    planning.close_early(round, by=mei, reason="All have answered.")
    assert Round.objects.get().state == Round.State.CLOSED
    with pytest.raises(Denied):
        planning.prolong(round, closes_at=now() + timedelta(days=30), by=mei)


def test_statements_that_are_settled_and_stable_drop_out(mei, priya, bo, tao):
    panel, round, _people = make.ready_to_rate(mei, [priya, bo, tao], rounds=3)
    for _time in range(2):
        make.rate_all(round, [[9, 1, 5]] * 3)
        closing.close(round, by=mei)
        round = make.opened(panel)
    assert list(panel.items.values_list("state", flat=True)) == ["agreed", "rejected", "open"]
    assert (round.number, [entry.item.number for entry in round.entries.all()]) == (3, [3])


def test_nothing_drops_out_where_the_protocol_says_so(mei, priya, bo, tao):
    panel, round, _people = make.ready_to_rate(mei, [priya, bo, tao], drops_settled=False, rounds=3)
    for _time in range(2):
        make.rate_all(round, [[9, 1, 5]] * 3)
        closing.close(round, by=mei)
        round = make.opened(panel)
    assert round.entries.count() == 3


def test_between_rounds_statements_are_reworded_split_and_taken_out(three, mei):
    panel, round, _people = three
    first, second, third = panel.items.all()
    with pytest.raises(Denied):
        planning.reword(first, by=mei, text="Too early", reason="While it is open.")
    make.rate_all(round, [[5, 5, 5]] * 3)
    closing.close(round, by=mei)
    with pytest.raises(Denied):
        planning.reword(first, by=mei, text="New words")
    planning.reword(first, by=mei, text="New words", reason="Clearer.", is_editorial=True)
    parts = planning.split(second, ["Half of it.", "The other half."], by=mei, reason="Two thoughts.")
    planning.take_out(third, by=mei, reason="Nobody understood it.")
    with pytest.raises(Denied):
        planning.drop(first, by=mei)
    assert [part.split_from_id for part in parts] == [second.pk] * 2
    again = make.opened(panel)
    asked = [(entry.item.number, entry.wording.number) for entry in again.entries.all()]
    assert asked == [(1, 2), (4, 1), (5, 1)]
    assert all(entry.wording.locked_at for entry in again.entries.all())
    third.refresh_from_db()
    assert (third.state, third.reason) == (Item.State.WITHDRAWN, "Nobody understood it.")


def test_only_those_who_answered_enter_where_the_protocol_says_so(mei, priya, bo, tao, drain, outbox):
    panel, round, people = make.ready_to_rate(mei, [priya, bo, tao], entry="responders")
    make.rate_all(round, {people[0][1]: [5, 5, 5], people[1][1]: [5, None, None]})
    closing.close(round, by=mei)
    drain()
    before = {member: len(outbox(member.email)) for member in (priya, bo, tao)}
    second = make.opened(panel)
    assert second.invited == 2
    drain()
    # Names would tell who answered, so all are named; who does not enter gets no letter.
    told = Activity.objects.filter(kind="consensus.planning_round_opened").order_by("-pk").first()
    assert told.names == sorted([priya.pk, bo.pk, tao.pk])
    assert {member: len(outbox(member.email)) - n for member, n in before.items()} == {priya: 1, bo: 1, tao: 0}


def test_no_more_rounds_than_the_protocol_has(three, mei):
    panel, round, _people = three
    for _number in range(2):
        make.rate_all(round, [[5, 5, 5]] * 3)
        closing.close(round, by=mei)
        if _number == 0:
            round = make.opened(panel)
    panel.refresh_from_db()
    assert panel.state == Panel.State.ENDED
    with pytest.raises(Denied):
        make.opened(panel)


def test_a_panellist_removed_in_mid_round(three, mei, priya):
    panel, round, people = three
    row, seat = people[0]
    make.rate_all(round, {seat: [9, 9, 9], people[1][1]: [1, 1, 1]})
    planning.remove_panellist(row, by=mei, reason="Moved to a sponsor.")
    assert not Rating.objects.filter(seat=seat).exists()
    assert Rating.objects.count() == 3
    assert Round.objects.get().invited == 2
    assert Panellist.objects.get(pk=row.pk).state == Panellist.State.REMOVED
    told = Activity.objects.get(kind="consensus.planning_removed")
    assert (told.names, told.audience) == ([priya.pk], [f"member:{priya.pk}"])
    with pytest.raises(Denied):
        planning.invite(panel, [(priya, row.group)], mei)


def test_breaking_off_closes_the_round_and_says_why(three, mei):
    panel, _round, _people = three
    with pytest.raises(Denied):
        planning.stop(panel, by=mei, reason=" ")
    planning.stop(panel, by=mei, reason="The question was answered elsewhere.")
    panel.refresh_from_db()
    assert (panel.state, panel.reason) == (Panel.State.STOPPED, "The question was answered elsewhere.")
    assert Round.objects.get().state == Round.State.CLOSED
    with pytest.raises(Denied):
        make.opened(panel)


def test_a_panel_is_handed_over_to_somebody_who_does_not_rate(three, mei, freja, bo):
    panel, _round, _people = three
    with pytest.raises(Denied):
        planning.hand_over(panel, to=bo, by=mei)
    planning.hand_over(panel, to=freja, by=mei)
    assert list(panel.facilitators.all()) == [freja]
    with pytest.raises(Denied):
        planning.run_without(panel, freja, by=freja)


def test_a_leaver_hands_panels_over_with_everything_else(three, mei, yan, nova):
    from network.cities.holdings import holdings

    panel, _round, _people = three
    [held] = [one for one in holdings(mei, mei.home_city, lock=True) if one.kind.name == "consensus.run"]
    assert held.things == [panel]
    held.kind.move(held.things, to=yan, by=nova)
    assert list(panel.facilitators.all()) == [yan]


def test_erasing_whoever_runs_a_panel(three, mei, carmen):
    from resources.consensus.personal.planning import erase

    panel, _round, _people = three
    alone = make.panel(mei, title="Nobody knows of it")
    erase(mei, keep_authorship=False)
    erase(mei, keep_authorship=False)
    assert list(panel.facilitators.all()) == [carmen]
    assert not Panel.objects.filter(pk=alone.pk).exists()


def test_erasing_a_panellist_leaves_the_answers_and_no_name(three, priya):
    from resources.consensus.personal.planning import erase

    _panel, round, people = three
    row, seat = people[0]
    make.rate_all(round, {seat: [9, 9, 9]})
    erase(priya, keep_authorship=True)
    row = Panellist.objects.get(pk=row.pk)
    assert (row.member, row.name, row.city, row.state) == (None, "former member", None, Panellist.State.LEFT)
    assert Rating.objects.filter(seat=seat).count() == 3
    assert Seat.objects.filter(pk=seat.pk).exists()


def test_ideas_come_before_the_first_round(mei, priya, bo, tao):
    panel = make.panel(mei, items=0, method="nominal")
    make.seated(panel, [priya, bo, tao])
    ideas = planning.open_round(panel, closes_at=now() + timedelta(days=1), by=mei, collects_ideas=True)
    assert (ideas.number, ideas.kind) == (0, Round.Kind.IDEAS)
    closing.close(ideas, by=mei)
    panel.refresh_from_db()
    assert panel.state == Panel.State.RUNNING
    planning.add_item(panel, by=mei, text="Somebody proposed this.")
    first = make.opened(panel)
    assert (first.number, first.kind) == (1, Round.Kind.RANKING)


def test_a_panel_of_three_is_told_that_it_is_small(in_english, mei, priya, bo, tao, sign_in):
    panel = make.panel(mei, method="ram", quorum=8)
    make.seated(panel, [priya, bo, tao])
    page = sign_in(mei).get(f"/consensus/panels/{panel.pk}/plan/ready/").text
    assert "With fewer than 8 raters RAND/UCLA gives no verdict" in page
    assert "every round would be under quorum" in page
    make.opened(panel)


def test_ram_stands_on_a_scale_of_nine_alone(mei):
    from resources.consensus.forms.planning.about import RulesForm

    panel = make.panel(mei, method="sense")
    given = {
        "scale": "1-5", "definition": "ram", "usual": "75", "out_rule": "mirror", "scope": "overall",
        "percentile": "7", "rounds": "9", "stable_percent": "15", "quorum": "1", "quorum_percent": "50",
        "entry": "all", "withdrawal": "keep", "smallest_group": "2",
    }  # fmt: skip
    form = RulesForm(given, instance=panel.protocol)
    assert not form.is_valid()
    assert set(form.errors) == {"scale", "rounds", "quorum", "smallest_group"}


def test_a_percent_of_ones_own_needs_a_reason(mei):
    from resources.consensus.forms.planning.about import RulesForm

    panel = make.panel(mei)
    given = {
        "scale": "1-9", "definition": "percent", "usual": "other", "threshold": "66", "out_rule": "mirror",
        "scope": "overall", "percentile": "7", "rounds": "2", "stable_percent": "15", "quorum": "3",
        "quorum_percent": "50", "entry": "all", "withdrawal": "keep", "smallest_group": "3",
    }  # fmt: skip
    assert set(RulesForm(given, instance=panel.protocol).errors) == {"threshold_reason"}
    form = RulesForm(given | {"threshold_reason": "Two thirds, as in the statutes."}, instance=panel.protocol)
    assert form.is_valid()
    assert form.fields_of_plan()["threshold"] == 66
    assert set(RulesForm(given | {"threshold": "50"}, instance=panel.protocol).errors) >= {"threshold"}


def test_words_for_the_next_round_are_a_draft(three, mei, priya, sign_in):
    panel, round, _people = three
    closing.close(round, by=mei)
    planning.reword(panel.items.first(), by=mei, text="Words for the next round", reason="Clearer.")
    planning.add_item(panel, by=mei, text="A new statement for later")
    shown = sign_in(priya).get(panel.get_absolute_url()).text
    assert "Words for the next round" not in shown
    assert "A new statement for later" not in shown
    assert "Words for the next round" in sign_in(mei).get(panel.get_absolute_url()).text
    make.opened(panel)
    shown = sign_in(priya).get(panel.get_absolute_url()).text
    assert "Words for the next round" in shown
    assert "A new statement for later" in shown


@pytest.mark.parametrize(("high", "lower", "upper"), [(9, 3, 7), (7, 2, 6), (5, 2, 4)])
def test_thirds_are_told_as_they_are_counted(high, lower, upper):
    from resources.consensus import engine
    from resources.consensus.presets import thirds

    rules = engine.Rules(low=1, high=high)
    assert thirds(1, high) == (lower, upper)
    assert [rules.third_of(value) for value in (lower, lower + 1, upper - 1, upper)][::3] == [0, 2]


def test_in_real_time_there_is_one_window(mei):
    from resources.consensus.forms.planning.about import RulesForm

    panel = make.panel(mei, method="realtime")
    given = {
        "scale": "1-9", "definition": "percent", "usual": "75", "out_rule": "mirror", "scope": "overall",
        "percentile": "7", "rounds": "2", "stable_percent": "15", "quorum": "3", "quorum_percent": "50",
        "entry": "all", "withdrawal": "keep", "smallest_group": "3",
    }  # fmt: skip
    assert set(RulesForm(given, instance=panel.protocol).errors) == {"rounds"}


def test_what_waits_on_the_desk_of_whoever_runs_panels(three, mei, nova, in_english):
    from network.desk.waiting import rows_for

    panel, round, _people = three
    make.panel(mei, title="A plan")
    Round.objects.update(closes_at=now() + timedelta(days=2))
    planning.translate(panel.items.first().wordings.get(), "da", by=nova, text="Dansk")
    mei.languages = ["en", "da"]
    mei.save(update_fields=["languages"])
    said = [row.sentence for rows in rows_for(mei).values() for row in rows]
    assert "“A plan” is being planned" in said
    assert any(one.startswith("A round of “Helping people start insulin” closes") for one in said)
    assert "Translated statements of “Helping people start insulin” wait for a check" in said
    closing.close(round, by=mei)
    said = [row.sentence for rows in rows_for(mei).values() for row in rows]
    assert "“Helping people start insulin” can go on: a round is over" in said


def test_letters_say_what_happened_and_lead_there(three, mei, bo, drain, outbox, in_english):
    panel, _round, _people = three
    drain()
    planning.amend(panel, {"rounds": 3}, by=mei, reason="One more is needed.")
    planning.stop(panel, by=mei, reason="Answered elsewhere.")
    drain()
    words = "\n".join(mail.get_body(("plain",)).get_content() for mail in outbox(bo.email))
    assert "One more is needed." in words
    assert "Answered elsewhere." in words
    assert f"/consensus/panels/{panel.pk}/" in words


def test_one_takes_along_what_one_did_on_panels(three, mei, nova, priya):
    from resources.consensus.personal.planning import mine

    panel, _round, _people = three
    row = planning.translate(panel.items.first().wordings.get(), "da", by=mei, text="Dansk")
    planning.check(row, by=nova)
    planning.amend(panel, {"rounds": 3}, by=mei, reason="One more is needed.")
    told = mine(mei)
    assert [one["number"] for one in told["run"]] == [panel.pk]
    assert len(told["statements"]) == 3
    assert told["translations"][0]["text"] == "Dansk"
    assert told["amendments"][0]["changes"] == {"rounds": [2, 3]}
    assert len(told["invited_by_me"]) == 3
    assert mine(nova)["translations_checked"][0]["language"] == "da"
    assert mine(priya)["panels"][0]["group"] == "Peer supporters"
