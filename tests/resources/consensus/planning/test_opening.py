"""A panel is planned, its first round locks the protocol, and rounds follow each other."""

import hashlib
import json

import pytest

from network.access.rules import Denied
from resources.consensus.actions import planning
from resources.consensus.models import Panel, Round
from tests.factories import consensus as make

pytestmark = pytest.mark.django_db


def test_the_first_round_locks_protocol_and_wordings(mei, priya, bo):
    panel = make.panel(mei)
    make.seated(panel, [priya, bo])
    round = make.opened(panel)
    panel.protocol.refresh_from_db()
    assert panel.state == Panel.State.RUNNING
    assert round.number == 1
    assert round.state == Round.State.OPEN
    assert round.invited == 2
    assert hashlib.sha256(panel.protocol.document.encode()).hexdigest() == panel.protocol.sha256
    assert json.loads(panel.protocol.document)["rules"]["threshold"] == 75
    assert [entry.wording.locked_at for entry in round.entries.all()] == [round.opened_at] * 3
    assert [entry.position for entry in round.entries.all()] == [1, 2, 3]


def test_no_second_round_opens_while_one_is_open(mei, priya):
    panel = make.panel(mei)
    make.seated(panel, [priya])
    make.opened(panel)
    with pytest.raises(planning.NotReady):
        make.opened(panel)


def test_whoever_runs_a_panel_is_never_on_it(mei):
    panel = make.panel(mei)
    with pytest.raises(Denied):
        make.seated(panel, [mei])


def test_answers_come_in(mei, priya, bo):
    _panel, round, people = make.ready_to_rate(mei, [priya, bo])
    make.rate_all(round, {people[0][1]: [7, 8, 9], people[1][1]: [1, None, "cannot"]})
    assert sorted(round.entries.first().ratings.values_list("value", flat=True)) == [1, 7]
