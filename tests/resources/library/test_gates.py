"""A review before publication, where a room above asks for one."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.files.models import StoredFile
from resources.library import actions, gates
from resources.library.models import Resource
from tests.resources.library.make import shared, stored

WHY = "Shanghai reads what comes from Shanghai."


@pytest.fixture
def gate(monkeypatch):
    """A room that wants everything reviewed, by one more reader."""
    monkeypatch.setattr(gates, "_gates", [lambda some: dict.fromkeys([one.pk for one in some], WHY)])
    monkeypatch.setattr(gates, "_readers", [])


def test_without_a_gate_publishing_is_immediate(mei):
    assert shared(mei).state == "published"


def test_what_is_gated_waits_and_only_its_readers_see_it(gate, mei, bo, yan, carmen, freja, client, drain):
    file = stored(yan)
    resource = shared(yan, files=[file], cities=["shanghai"])
    drain()
    assert resource.state == "review"
    assert not Entry.objects.exists()
    for member, sees in ((yan, True), (mei, True), (carmen, True), (bo, False), (freja, False), (None, False)):
        assert Resource.objects.visible_to(member).filter(pk=resource.pk).exists() is sees, member
        assert StoredFile.objects.visible_to(member).filter(pk=file.pk).exists() is sees, member
    assert Activity.objects.get(kind="library.submitted").detail["reason"].startswith("Shanghai")


def test_rooms_let_further_readers_in(gate, monkeypatch, mei, bo, yan):
    monkeypatch.setattr(gates, "_readers", [lambda resource: [f"member:{bo.pk}"]])
    assert Resource.objects.visible_to(bo).filter(pk=shared(yan).pk).exists()


def test_accepting_publishes(gate, mei, yan, bo):
    resource = actions.accept(shared(yan, cities=["shanghai"]), by=mei)
    assert (resource.state, resource.published_by) == ("published", mei)
    assert Resource.objects.visible_to(bo).filter(pk=resource.pk).exists()
    activity = Activity.objects.get(kind="library.published")
    assert activity.by == yan  # who shared it is named, not who let it through


def test_sending_back_makes_it_a_draft_again_and_says_why(gate, mei, yan):
    resource = actions.send_back(shared(yan, cities=["shanghai"]), by=mei, reason="Page 3 names people.")
    assert resource.state == "draft"
    assert not Resource.objects.visible_to(mei).filter(pk=resource.pk).exists()
    told = Activity.objects.get(kind="library.sent_back")
    assert (told.names, told.detail["reason"]) == ([yan.pk], "Page 3 names people.")


@pytest.mark.usefixtures("in_english")
def test_its_owner_may_take_it_back(gate, yan, sign_in):
    resource = shared(yan)
    page = sign_in(yan).get(resource.get_absolute_url()).content.decode()
    assert "Waiting for review" in page
    sign_in(yan).post(f"/resources/{resource.pk}/take-back/")
    assert Resource.objects.get(pk=resource.pk).state == "draft"


def test_nobody_accepts_their_own(gate, mei, bo):
    own = shared(mei, cities=["shanghai"])
    for by in (mei, bo):
        with pytest.raises(Denied):
            actions.accept(own, by=by)
