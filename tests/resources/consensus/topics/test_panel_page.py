"""A panel's page leads to adopting it."""

import pytest

from resources.consensus.actions.results import closing
from tests.factories import consensus

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_whoever_runs_an_ended_panel_is_led_to_adopt_it(mei, bo, priya, tao, sign_in):
    panel = consensus.panel(mei, rounds=1, groups=("peers",), items=1)
    consensus.seated(panel, [bo, priya, tao])
    found = consensus.opened(panel)
    address = f"/state-of-the-art/adopt/{panel.pk}/"
    assert address not in sign_in(mei).get(panel.get_absolute_url()).content.decode()
    consensus.rate_all(found, [[9], [8], [8]])
    closing.close(found, by=mei)
    text = sign_in(mei).get(panel.get_absolute_url()).content.decode()
    assert address in text
    text = sign_in(mei).get(address).content.decode()
    assert consensus.statement(1) in text
    assert address not in sign_in(bo).get(panel.get_absolute_url()).content.decode()
    assert sign_in(mei).post(address).status_code == 302
