"""Sitting down, leaving, taking back: by key, and no table says whose key it is."""

import pytest
from django.apps import apps

from network.access.rules import Denied
from resources.consensus.actions.rating import rate, seats
from resources.consensus.keys import seat_key
from resources.consensus.models import Panellist, Rating, Remark, Round, Seat
from resources.consensus.queries.rating import done, progress, seats_of
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(nova, bo, mei, priya):
    """A panel of three whose first round is open."""
    return made.ready_to_rate(nova, [bo, mei, priya])


def close(round):
    Round.objects.filter(pk=round.pk).update(state=Round.State.CLOSED)


def test_a_seat_bears_a_key_that_is_stored_beside_no_name(running):
    _panel, _round, people = running
    keys = {seat.key for _row, seat in people}
    assert len(keys) == 3
    assert all(seat.key == seat_key(row) for row, seat in people)
    pointing = {
        field.model
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is Seat and field.concrete
    }
    people_columns = [
        f"{model.__name__}.{field.name}"
        for model in {*pointing, Seat}
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model.__name__ in ("Member", "Panellist")
    ]
    assert people_columns == []


def test_the_key_hangs_on_a_secret_that_the_database_does_not_hold(running, settings):
    row, seat = running[2][0]
    settings.PANEL_SECRET = "another"
    assert seat_key(row) != seat.key


def test_no_answer_bears_a_moment():
    from resources.consensus.models import Ballot

    for model in (Rating, Remark, Ballot, Seat):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "DateField", "TimeField"}, model


def test_whoever_sits_down_in_mid_round_is_counted(running, freja):
    panel, round, _people = running
    assert round.invited == 3
    made.seated(panel, [freja])
    round.refresh_from_db()
    assert round.invited == 4


def test_leaving_keeps_what_was_said_and_ends_saying_more(running):
    _panel, round, [(row, seat), *_] = running
    entry = round.entries.first()
    rate.rate(entry, seat, value=7)
    seats.leave(row, reason="no time")
    row.refresh_from_db()
    assert (row.state, row.reason) == (Panellist.State.LEFT, "no time")
    assert Rating.objects.get().value == 7
    close(round)
    again = made.opened(round.panel)
    assert again.invited == 2
    assert seat not in seats_of(again)
    with pytest.raises(Denied):
        rate.rate(again.entries.first(), seat, value=1)


def test_withdrawing_takes_answers_out_of_the_open_round(running):
    _panel, round, [(row, seat), *_] = running
    entry = round.entries.first()
    rate.rate(entry, seat, value=7)
    rate.remark(entry, seat, "comment", "I know this from home", "en")
    seats.withdraw(row)
    assert not Rating.objects.exists()
    assert not Remark.objects.exists()
    round.refresh_from_db()
    assert round.invited == 2
    with pytest.raises(Denied):
        rate.rate(entry, seat, value=7)
    with pytest.raises(Denied):
        seats.take(row)


@pytest.mark.parametrize(("rule", "state"), [("keep", "shown"), ("remove", "hidden")])
def test_withdrawing_leaves_closed_rounds_as_the_protocol_says(nova, bo, mei, priya, rule, state):
    _panel, round, [(row, seat), *_] = made.ready_to_rate(nova, [bo, mei, priya], withdrawal=rule)
    entry = round.entries.first()
    rate.rate(entry, seat, value=7)
    said = rate.remark(entry, seat, "comment", "From home", "en")
    Remark.objects.filter(pk=said.pk).update(state="shown", shown="From home")
    close(round)
    seats.withdraw(row)
    assert Rating.objects.get().value == 7
    seat.refresh_from_db()
    assert seat.is_withdrawn
    said.refresh_from_db()
    assert (said.state, said.shown) == (state, "From home" if state == "shown" else "")


def test_who_did_not_answer_stays_out_where_the_protocol_says_so(nova, bo, mei, priya):
    panel, round, people = made.ready_to_rate(nova, [bo, mei, priya], entry="responders")
    for _row, seat in people[:2]:
        rate.rate(round.entries.first(), seat, cannot_judge=True)
    close(round)
    again = made.opened(panel)
    assert {seat.key for seat in seats_of(again)} == {seat.key for _row, seat in people[:2]}
    with pytest.raises(Denied):
        rate.rate(again.entries.first(), people[2][1], value=3)


def test_progress_counts_what_is_asked_of_each(running):
    _panel, round, people = running
    (bo_row, bo_seat), (mei_row, mei_seat), (priya_row, _seat) = people
    made.rate_all(round, {bo_seat: [1, "cannot", 9], mei_seat: [5]})
    aside = mei_row.interests.create(round=round)
    aside.recused.add(round.entries.last().item)
    assert progress(round) == {bo_row.pk: (3, 3), mei_row.pk: (1, 2), priya_row.pk: (0, 3)}
    assert done(round) == {bo_row.pk}
