"""A04: a harmful file is locked away, and those who must know are told at once, in their language."""

import pytest
from django.db import transaction

from network.files.actions import examine
from network.files.actions.examine import quarantine
from network.files.models import StoredFile
from resources.library import actions
from tests.factories import things

pytestmark = pytest.mark.django_db


def test_uploader_and_coordinator_are_told_and_nobody_can_fetch_it(yan, mei, bo, sign_in, drain, outbox):
    file = things.stored(yan, "leaflet.txt")
    actions.start(by=yan, files=[file])
    with transaction.atomic():
        quarantine(StoredFile.objects.get(pk=file.pk), "Eicar-Test")
    drain("fast")
    for member in (yan, mei):
        [notice] = outbox(member.email)
        assert "leaflet.txt" in notice["Subject"]
    assert outbox(bo.email) == []
    examine(file.pk)
    assert sign_in(yan).get(f"/files/{file.pk}/leaflet.txt").status_code == 404
