"""A page that a panel began is approved in the desk: its statements are a draft alone."""

import pytest

from resources.consensus.actions import topics as actions
from tests.resources.consensus.report.make import ended
from tests.resources.consensus.topics.test_desk import edit, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_who_coordinates_the_network_approves_a_page_that_a_panel_began(mei, carmen, cities, sign_in):
    panel = ended(mei, cities)
    page = actions.adopt(panel, mei)
    client = sign_in(carmen)
    data = filled(client, page) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    answer = client.post(edit(page), data)
    assert answer.status_code == 302, answer.context["form"].formsets["statements"].errors
    panel.refresh_from_db()
    assert panel.state == "adopted"
    assert client.get(panel.topic.get_absolute_url()).status_code == 200
