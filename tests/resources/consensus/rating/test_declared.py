"""Who runs a panel reads what was declared, of those who have finished; nobody else does."""

import pytest
from django.urls import reverse

from resources.consensus.models import Interest
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


def test_interests_are_read_by_who_runs_the_panel_when_somebody_has_finished(in_english, nova, bo, mei, sign_in):
    panel, round, [(row, seat), _mei] = made.ready_to_rate(nova, [bo, mei], items=2)
    known = Interest.objects.create(panellist=row, round=round, has_any=True, words="A grant of a maker of insulin")
    address = reverse("consensus:declared", args=[panel.pk])
    client = sign_in(nova)
    assert "A grant of a maker" not in client.get(address).content.decode(), "who has begun is not told"
    made.rate_all(round, {seat: [7, 7]})
    page = client.get(address).content.decode()
    assert "A grant of a maker of insulin" in page
    assert client.post(address, {"interest": known.pk, "managed": "Told to the panel"}).status_code == 302
    known.refresh_from_db()
    assert known.managed == "Told to the panel"
    assert sign_in(mei).get(address).status_code == 403
    assert sign_in(mei).post(address, {"interest": known.pk, "managed": "x"}).status_code == 403
