"""What comes back: the last round beside the own rating, a panel in real time, a nominal group, dissent."""

import pytest
from django.urls import reverse

from resources.consensus.actions import planning
from resources.consensus.actions.rating import rate
from resources.consensus.actions.results import closing, moderating
from resources.consensus.models import Ballot, Interest, Rating, Remark, Round
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


def declared(round, rows):
    for row in rows:
        Interest.objects.create(panellist=row, round=round)


def send(client, round, entry, **said):
    return client.post(
        reverse("consensus:round_statement", args=[round.pk, entry.pk]), said, headers={"Accept": "application/json"}
    )


def test_the_second_round_shows_the_first_beside_the_own_rating(in_english, nova, bo, cities, sign_in):
    people = [bo, *made.crowd(5, cities)]
    panel, round, seats = made.ready_to_rate(nova, people, items=2)
    values = {seat: [place + 2, 9] for place, (_row, seat) in enumerate(seats)}
    made.rate_all(round, values)
    entry = round.entries.order_by("position").first()
    said = rate.remark(entry, seats[1][1], "comment", "It has to be free of charge", "en")
    hidden = rate.remark(entry, seats[2][1], "comment", "I am the nurse of ward 3", "en")
    closing.close(round, by=nova)
    moderating.let_through(Remark.objects.get(pk=said.pk), by=nova)
    item = entry.item
    item.refresh_from_db()
    planning.reword(item, by=nova, text="Somebody who lives with diabetes should be offered to all.", reason="Shorter.")
    again = made.opened(panel)
    declared(again, [seats[0][0]])
    page = sign_in(bo).get(again.get_absolute_url()).content.decode()
    assert "Last time you said <strong>2</strong>" in page
    assert "Whole panel: 6 ratings" in page
    assert "Peer supporters: 3 ratings" in page
    assert "It has to be free of charge" in page
    assert "ward 3" not in page
    assert "<del>" in page
    assert "Shorter." in page
    assert hidden.pk


def test_a_group_of_two_is_not_in_the_feedback(in_english, nova, bo, cities, sign_in):
    few, many = made.crowd(1, cities), made.crowd(4, cities, start=1)
    people = [(bo, "peers"), (few[0], "peers"), *((one, "practitioners") for one in many)]
    panel, round, seats = made.ready_to_rate(nova, people, items=1)
    made.rate_all(round, {seat: [5] for _row, seat in seats})
    closing.close(round, by=nova)
    again = made.opened(panel)
    declared(again, [seats[0][0]])
    page = sign_in(bo).get(again.get_absolute_url()).content.decode()
    assert "Whole panel: 6 ratings" in page
    assert "Peer supporters: 2" not in page
    assert "Practitioners: 4" not in page, "with the whole, it would tell the other group"


def test_nothing_of_the_open_round_is_on_anybodys_page(in_english, nova, bo, cities, sign_in):
    people = [bo, *made.crowd(5, cities)]
    _panel, round, seats = made.ready_to_rate(nova, people, items=1)
    made.rate_all(round, {seat: [8] for _row, seat in seats})
    declared(round, [seats[0][0]])
    page = sign_in(bo).get(round.get_absolute_url()).content.decode()
    assert "Whole panel" not in page
    assert "6 ratings" not in page
    assert sign_in(bo).get(reverse("consensus:results", args=[round.pk])).status_code in (403, 404)


def test_in_real_time_figures_come_after_the_own_private_rating(in_english, nova, bo, cities, sign_in):
    people = [bo, *made.crowd(5, cities)]
    _panel, round, seats = made.ready_to_rate(nova, people, items=1, method="realtime")
    from resources.consensus.actions.results.live import take_in

    entry = round.entries.get()
    for _row, seat in seats[1:]:
        rate.rate(entry, seat, value=8)
    take_in(entry)
    declared(round, [seats[0][0]])
    client = sign_in(bo)
    assert "Whole panel" not in client.get(round.get_absolute_url()).content.decode()
    cannot = send(client, round, entry, value="x").json()
    assert "Whole panel" not in cannot["live"]
    told = send(client, round, entry, value="2").json()
    assert "Whole panel" in told["live"]
    assert "Whole panel" in client.get(round.get_absolute_url()).content.decode()
    send(client, round, entry, value="7")
    row = Rating.objects.get(seat=seats[0][1])
    assert (row.first_value, row.value) == (2, 7)


def test_in_real_time_nothing_is_shown_of_too_few(in_english, nova, bo, mei, sign_in):
    _panel, round, seats = made.ready_to_rate(nova, [bo, mei], items=1, method="realtime")
    entry = round.entries.get()
    rate.rate(entry, seats[1][1], value=8)
    declared(round, [seats[0][0]])
    told = send(sign_in(bo), round, entry, value="2").json()
    assert "Whole panel" not in told["live"]
    assert "Others have still to rate this" in told["live"]


def test_a_nominal_group_collects_ideas_without_names_and_ranks_five(in_english, nova, bo, mei, sign_in):
    panel = made.panel(nova, items=7, method="nominal")
    seats = made.seated(panel, [bo, mei])
    from datetime import timedelta

    from network.kit.clock import now

    ideas = planning.open_round(panel, closes_at=now() + timedelta(hours=1), by=nova, collects_ideas=True)
    client = sign_in(bo)
    address = reverse("consensus:round_ideas", args=[ideas.pk])
    assert client.get(ideas.get_absolute_url())["Location"] == address
    client.post(address, {"text": "Call in the first week"})
    client.post(address, {"text": "Call in the first week"})
    client.post(address, {"text": "Pay the time"})
    own = Remark.objects.filter(kind="idea", seat=seats[0][1])
    assert own.count() == 2
    client.post(address, {"idea": own.get(text="Pay the time").pk, "text": ""})
    assert [one.text for one in own.all()] == ["Call in the first week"]
    other = sign_in(mei).get(address).content.decode()
    assert "Call in the first week" not in other
    assert sign_in(mei).post(address, {"idea": own.get().pk, "text": "mine now"}).status_code == 404
    closing.close(ideas, by=nova)
    panel.refresh_from_db()
    round = made.opened(panel)
    assert round.kind == Round.Kind.RANKING
    client = sign_in(bo)
    address = reverse("consensus:round_ranking", args=[round.pk])
    assert client.get(address).status_code == 200
    entries = [entry.pk for entry in round.entries.order_by("position")]
    for pk in entries[:6]:
        client.post(address, {"act": f"add {pk}"})
    ballot = Ballot.objects.get()
    assert ballot.order == entries[:5], "five at most"
    client.post(address, {"act": f"up {entries[1]}"})
    client.post(address, {"act": f"out {entries[4]}"})
    client.post(address, {"act": "add 999999"})
    client.post(address, {"act": "down x"})
    ballot.refresh_from_db()
    assert ballot.order == [entries[1], entries[0], entries[2], entries[3]]


def test_whoever_stands_apart_is_asked_why_and_nobody_else(in_english, nova, bo, cities, sign_in):
    people = [bo, *made.crowd(9, cities)]
    panel, round, seats = made.ready_to_rate(nova, people, items=1, rounds=1)
    made.rate_all(round, {seat: [2 if place == 0 else 9] for place, (_row, seat) in enumerate(seats)})
    closing.close(round, by=nova)
    entry = round.entries.get()
    assert entry.verdict == "agreed"
    address = reverse("consensus:dissent", args=[round.pk])
    client = sign_in(bo)
    assert address in client.get(panel.get_absolute_url()).content.decode()
    assert client.post(address, {"entry": entry.pk, "text": "It is not for everybody"}).status_code == 302
    kept = Remark.objects.get()
    assert (kept.kind, kept.state, kept.text) == ("dissent", "waiting", "It is not for everybody")
    other = sign_in(people[1])
    assert address not in other.get(panel.get_absolute_url()).content.decode()
    assert "It is not for everybody" not in other.get(address).content.decode()


def test_saving_one_rating_asks_the_database_little(in_english, nova, bo, mei, sign_in, django_assert_max_num_queries):
    _panel, round, seats = made.ready_to_rate(nova, [bo, mei], items=12)
    declared(round, [seats[0][0]])
    client, entry = sign_in(bo), round.entries.first()
    send(client, round, entry, value="3")
    with django_assert_max_num_queries(14):
        assert send(client, round, entry, value="7").status_code == 200


@pytest.mark.parametrize("items", [1, 30])
def test_a_round_has_as_many_queries_for_one_statement_as_for_thirty(
    in_english, nova, bo, mei, sign_in, django_assert_max_num_queries, items
):
    _panel, round, seats = made.ready_to_rate(nova, [bo, mei], items=items)
    declared(round, [seats[0][0]])
    client = sign_in(bo)
    client.get(round.get_absolute_url())
    with django_assert_max_num_queries(40):
        assert client.get(round.get_absolute_url()).status_code == 200
