"""Closing: once, with every answer in it or not; what statements and the panel become; the same again, bit for bit."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import jobs
from resources.consensus import engine
from resources.consensus.actions.rating import rate, seats
from resources.consensus.actions.rating.refusals import TooLate
from resources.consensus.actions.results import closing
from resources.consensus.models import Item, Panel, Rating, Round, RoundItem
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db
ANCHORS = {"1": {"en": "not at all"}, "5": {"en": "fully"}}


@pytest.fixture
def crowd(cities):
    return made.crowd(8, cities)


def rated(nova, crowd, values, **fields):
    """Return (panel, round, [(Panellist, Seat)]) of a panel in which each seat gave its row of `values`."""
    panel, round, people = made.ready_to_rate(nova, crowd, **fields)
    made.rate_all(round, dict(zip([seat for _row, seat in people], values, strict=True)))
    return panel, round, people


def test_figures_of_the_whole_and_of_each_group(nova, crowd):
    _panel, round, people = rated(nova, crowd, [[7], [8], [8], [9], [7], [3], ["cannot"], [None]], items=1)
    closing.close(round, by=nova)
    entry = RoundItem.objects.get()
    whole = entry.result["all"]
    assert (whole["n"], whole["invited"], whole["cannot_judge"], whole["missing"]) == (6, 8, 1, 1)
    assert whole["median"] == 7.5 and whole["thirds"] == [1, 0, 5]
    first = str(people[0][0].group_id)
    assert entry.result["groups"][first]["counts"]["7"] == 2 and entry.result["groups"][first]["n"] == 3


def test_the_clock_closes_nothing_before_its_time_and_once_after_it(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[8]] * 8, items=1)
    assert closing.close(round).state == Round.State.OPEN
    late = round.closes_at + timedelta(minutes=1)
    closed = closing.close(round, at=late)
    assert closed.state == Round.State.CLOSED and closed.closed_at == late
    assert closing.close(round, at=late + timedelta(days=1)).closed_at == late
    assert Activity.objects.filter(kind="consensus.results_closed").count() == 1


def test_the_job_closes_at_the_hour_that_was_agreed(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[8]] * 8, items=1)
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    jobs.drain(at=round.closes_at + timedelta(minutes=1))
    round.refresh_from_db()
    assert round.state == Round.State.CLOSED and round.engine == engine.VERSION


def test_only_who_runs_the_panel_closes_it_by_hand(nova, bo, crowd):
    _panel, round, _people = rated(nova, crowd, [[8]] * 8, items=1)
    with pytest.raises(Denied):
        closing.close(round, by=bo)


def test_a_rating_after_closing_is_refused_and_counts_nowhere(nova, crowd):
    _panel, round, people = rated(nova, crowd, [[8]] * 7 + [[None]], items=1)
    closing.close(round, by=nova)
    with pytest.raises(TooLate):
        rate.rate(RoundItem.objects.get(), people[7][1], value=1)
    assert RoundItem.objects.get().result["all"]["n"] == 7 == Rating.objects.count()


def test_two_rounds_settle_what_is_agreed_and_stable_and_leave_the_rest_without_consensus(nova, crowd):
    panel, round, people = rated(nova, crowd, [[8, 2, 5]] * 8, rounds=3)
    closing.close(round, by=nova)
    assert set(Item.objects.values_list("state", flat=True)) == {"open"}
    second = made.opened(panel)
    made.rate_all(second, {seat: [8, 2, 5] for _row, seat in people})
    closing.close(second, by=nova)
    assert list(Item.objects.values_list("number", "state", "settled_in")) == [
        (1, "agreed", second.pk), (2, "rejected", second.pk), (3, "open", None)
    ]  # fmt: skip
    third = made.opened(panel)
    assert third.entries.get().item.number == 3
    made.rate_all(third, {seat: [5] for _row, seat in people})
    closing.close(third, by=nova)
    assert Item.objects.get(number=3).state == "unsettled"
    panel.refresh_from_db()
    assert panel.state == Panel.State.ENDED
    assert Activity.objects.filter(kind="consensus.results_ended").count() == 1


def test_under_quorum_nothing_is_settled(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[9]] * 3 + [[None]] * 5, items=1, rounds=1, quorum=3)
    round = closing.close(round, by=nova)
    assert round.results["under_quorum"]
    assert Item.objects.get().state == "unsettled"


def test_fewer_than_the_smallest_group_give_no_verdict(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[9]] * 4 + [[None]] * 4, items=1, rounds=1, quorum=3, smallest_group=5)
    closing.close(round, by=nova)
    assert Item.objects.get().state == "unsettled"


def test_small_groups_count_together_where_every_group_is_asked(nova, crowd):
    pairs = [(one, "officials" if place == 7 else "peers") for place, one in enumerate(crowd)]
    values = [[9]] * 7 + [[1]]
    _panel, round, _people = rated(
        nova, pairs, values, items=1, rounds=1, scope="every-group", groups=("peers", "officials")
    )
    closing.close(round, by=nova)
    # One official alone would say no; the verdict does not tell it.
    assert Item.objects.get().state == "agreed"


def test_change_is_of_the_same_seats_and_of_the_same_words(nova, crowd):
    from resources.consensus.actions import planning

    panel, round, people = rated(nova, crowd, [[5, 5]] * 7 + [[9, 9]], items=2, rounds=3)
    closing.close(round, by=nova)
    planning.reword(Item.objects.get(number=2), by=nova, text="Something else altogether.", reason="Others asked.")
    second = made.opened(panel)
    made.rate_all(second, {seat: [6, 6] for _row, seat in people[:6]})
    closing.close(second, by=nova)
    first, reworded = second.entries.order_by("position")
    change = first.result["change"]["all"]
    assert (change["n"], change["changed"], change["changed_third"]) == (6, 6, 0)
    assert (change["left"], change["joined"], change["spare"]) == (2, 0, 0)
    assert reworded.result["change"] is None
    attrition = first.result["attrition"]
    assert (attrition["n_stayers"], attrition["n_dropouts"]) == (6, 2)
    assert (attrition["median_stayers"], attrition["median_dropouts"]) == (5, 7)


def test_an_editorial_change_is_compared(nova, crowd):
    from resources.consensus.actions import planning

    panel, round, people = rated(nova, crowd, [[5]] * 8, items=1, rounds=3)
    closing.close(round, by=nova)
    planning.reword(Item.objects.get(), by=nova, text="A slip mended.", reason="A slip.", is_editorial=True)
    second = made.opened(panel)
    made.rate_all(second, {seat: [5] for _row, seat in people})
    closing.close(second, by=nova)
    assert second.entries.get().result["change"]["all"]["n"] == 8


def test_computing_again_gives_the_same_whatever_people_do_later(nova, crowd):
    rows = [[7, 2, 9], [8, 3, 9], [8, 2, 1], [9, "cannot", 2], [7, 1, 8], [3, 2, 7], [5, None, 5], [6, 2, 4]]
    panel, round, people = rated(nova, crowd, rows, rounds=3, withdrawal="remove")
    closing.close(round, by=nova)
    second = made.opened(panel)
    made.rate_all(second, {seat: row for (_row, seat), row in zip(people[:7], rows, strict=False)})
    seats.leave(people[7][0])
    closing.close(second, by=nova)
    for one in (people[0][0], people[7][0]):
        seats.withdraw(one)
    for one in (round, second):
        one.refresh_from_db()
        assert closing.recompute(one)
    assert round.engine == engine.VERSION


def test_computing_again_sees_a_rating_that_was_changed(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[8]] * 8, items=1)
    round = closing.close(round, by=nova)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE consensus_rating SET value = 1 WHERE seat_id = (SELECT min(seat_id) FROM consensus_rating)"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert not closing.recompute(round)


def test_the_database_keeps_what_was_written(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[8]] * 8, items=1)
    round = closing.close(round, by=nova)
    for rows, change in (
        (Round.objects, {"results": {}}),
        (Round.objects, {"state": "open"}),
        (RoundItem.objects, {"verdict": "rejected"}),
    ):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            rows.update(**change)
    Round.objects.update(meeting="Held in Houston.")


def test_none_at_all_closes_too(nova, crowd):
    _panel, round, _people = rated(nova, crowd, [[None]] * 8, items=1, rounds=1)
    round = closing.close(round, by=nova)
    assert RoundItem.objects.get().result["all"]["median"] is None
    assert round.results["kendall"]["w"] is None and closing.recompute(round)


def test_a_scale_of_five_has_no_ipras_anywhere(nova, crowd):
    import json

    _panel, round, _people = rated(nova, crowd, [[4]] * 8, items=1, low=1, high=5, anchors=ANCHORS)
    closing.close(round, by=nova)
    assert "ipras" not in json.dumps(RoundItem.objects.get().result)


def test_a_nominal_group_is_counted(nova, crowd):
    _panel, round, people = made.ready_to_rate(nova, crowd, method="nominal", rounds=1)
    entries = list(round.entries.order_by("position"))
    for _row, seat in people[:5]:
        rate.rank(round, seat, [entries[1].pk, entries[0].pk])
    round = closing.close(round, by=nova)
    assert round.results["ranking"]["ranking"] == ["2", "1"] and round.results["ranking"]["ballots"] == 5
    assert closing.recompute(round)
