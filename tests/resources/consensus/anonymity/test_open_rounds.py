"""While a round is open, what others answer changes nothing that anybody can look at.

Every page, list, search, feed and file is read twice, with other answers in between: who has finished stays the same,
what was answered does not. Whoever sees a difference has learnt of an answer.
"""

import pytest

from network.kit import jobs
from resources.consensus.actions.rating import rate
from resources.consensus.models import Panellist, Remark, Seat
from resources.consensus.queries import rating
from tests.factories import consensus as made
from tests.resources.consensus.anonymity.looking import GENERAL, addresses, browser, differences, seen, stand_still

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(mei, cities, settings, monkeypatch):
    stand_still(monkeypatch)
    settings.REQUIRE_SECOND_FACTOR = False
    crowd = made.crowd(8, cities)
    panel, round, people = made.ready_to_rate(mei, crowd, items=2)
    return panel, round, people


def answer(round, people, values, words):
    """Let everybody but the first rate every statement and say something about it."""
    made.rate_all(round, {seat: values[place] for place, (_row, seat) in enumerate(people[1:])})
    for entry in round.entries.all():
        for place, (_row, seat) in enumerate(people[1:]):
            rate.remark(entry, seat, Remark.Kind.COMMENT, f"{words} {place}", "en")
    jobs.drain()


@pytest.mark.parametrize("actor", ["stranger", "mei", "nova", "panellist"])
def test_other_answers_change_nothing_that_can_be_seen(actor, table, request):
    panel, round, people = table
    known = {"stranger": None, "panellist": people[0][0].member}
    member = known[actor] if actor in known else request.getfixturevalue(actor)
    client, places = browser(member), addresses(panel, round)
    assert len(places) > 45
    answer(round, people, [[7, 2]] * 7, "quillwort grows")
    # Looking around for the first time is a step that the own page counts.
    seen(client, GENERAL)
    jobs.drain()
    before = seen(client, places)
    answer(round, people, [[1, 9], [9, 1], [5, 5], [2, 2], [8, 8], [3, 7], [6, 4]], "nothing like it")
    assert differences(before, seen(client, places)) == []


def test_who_has_finished_is_known_by_name_and_how_far_the_others_are_is_not(table, mei):
    panel, round, people = table
    client = browser(mei)
    address = f"/consensus/panels/{panel.pk}/plan/people/"
    entry = round.entries.first()
    before = seen(client, [address])
    rate.rate(entry, people[1][1], value=7)
    assert differences(before, seen(client, [address])) == []
    for one in round.entries.all():
        rate.rate(one, people[1][1], value=7)
    assert differences(before, seen(client, [address])) != []
    assert rating.done(round) == {people[1][0].pk}


def test_keys_of_seats_stand_on_no_page(table, mei):
    panel, round, people = table
    made.rate_all(round, {seat: [7, 2] for _row, seat in people})
    keys = [seat.key for _row, seat in people]
    own = people[0][0].member
    for member in (mei, own):
        client = browser(member)
        for address in addresses(panel, round):
            response = client.get(address, follow=True)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            whole = f"{dict(response.items())} {body.decode('utf-8', 'replace')}"
            assert not [key for key in keys if key in whole], address


def test_whoever_runs_a_panel_cannot_sit_on_it_nor_read_as_somebody_who_does(table, mei):
    panel, round, people = table
    client = browser(mei)
    for name in ("", "interests/", f"statements/{round.entries.first().pk}/"):
        assert client.get(f"/consensus/{round.pk}/{name}").status_code in (302, 404)
    assert not Panellist.objects.filter(panel=panel, member=mei).exists()
    assert Seat.objects.filter(panel=panel).count() == len(people)
