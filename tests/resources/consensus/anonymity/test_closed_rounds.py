"""Of a closed round, a small group could have said something else, and nobody would see a difference."""

import pytest
from django.db import transaction

from network.kit import jobs
from resources.consensus.actions.results import closing, publishing
from tests.factories import consensus as made
from tests.resources.consensus.anonymity.looking import addresses, browser, differences, seen, stand_still

pytestmark = pytest.mark.django_db
GROUPS = ("peers", "officials", "practitioners")
PLACES = ["peers"] * 6 + ["officials"] * 2 + ["practitioners"] * 4
PEERS = [[7, 3], [8, 3], [9, 2], [7, 4], [8, 1], [6, 2]]


@pytest.fixture
def table(mei, cities, settings, monkeypatch):
    stand_still(monkeypatch)
    settings.REQUIRE_SECOND_FACTOR = False
    crowd = list(zip(made.crowd(12, cities), PLACES, strict=True))
    return made.ready_to_rate(mei, crowd, items=2, groups=GROUPS, rounds=1, smallest_group=3)


class Undo(Exception):
    """Ends a world."""


def world(table, mei, values, members):
    """Return what each of `members` sees when people rated so; all is taken back afterwards."""
    panel, round, people = table
    found = {}
    try:
        with transaction.atomic():
            made.rate_all(round, {seat: row for (_row, seat), row in zip(people, values, strict=True)})
            closing.close(round, by=mei)
            panel.refresh_from_db()
            publishing.publish(panel, by=mei)
            jobs.drain()
            for name, member in members.items():
                found[name] = seen(browser(member), addresses(panel, round))
            raise Undo
    except Undo:
        round.refresh_from_db()
        panel.refresh_from_db()
        return found


def test_two_officials_could_have_said_what_others_did(table, mei):
    members = {"stranger": None, "mei": mei, "panellist": table[2][0][0].member}
    one = world(table, mei, [*PEERS, [1, 9], [2, 8], [8, 3], [9, 2], [7, 3], [8, 4]], members)
    other = world(table, mei, [*PEERS, [8, 3], [9, 2], [1, 9], [2, 8], [7, 3], [8, 4]], members)
    for name in members:
        assert differences(one[name], other[name]) == [], name
    results = [address for address in one["stranger"] if "/results" in address]
    assert len(results) == 3


def test_what_everybody_said_does_make_a_difference(table, mei):
    """Else the comparison would prove nothing."""
    one = world(table, mei, [*PEERS, *[[1, 9]] * 6], {"stranger": None})["stranger"]
    other = world(table, mei, [*PEERS, *[[9, 1]] * 6], {"stranger": None})["stranger"]
    found = {address.rpartition("/")[2] or address.split("/")[-2] for address, *_words in differences(one, other)}
    assert {"results", "results.json", "results.csv", "report"} <= found
