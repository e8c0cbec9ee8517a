"""The sample world: built by the members' own actions, whole, and of use to whoever looks around."""

from pathlib import Path

import pytest
from django.conf import settings

from members.accounts.models import Application, Member
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.cities.models import CoordinatorTerm, Partnership
from network.demo import world
from network.kit.models import Mail
from resources.library.models import Resource, Useful


@pytest.mark.django_db
def test_the_sample_world_is_whole(client):
    """One build, many questions: it is the dearest thing of this suite."""
    told = []
    world.build(Path(settings.DATA_DIR) / "demo", told.append)

    assert Resource.objects.filter(state="published").count() >= 59
    assert {one.split(":")[1] for e in Entry.objects.all() for one in e.facets if one.startswith("language:")} >= {
        *("en", "da", "es", "zh-hans"),
    }
    assert set(Partnership.objects.values_list("state", flat=True)) == set(Partnership.State.values)
    assert CoordinatorTerm.objects.current().filter(city__slug="shanghai").exists()
    assert Application.objects.filter(state="waiting", city__slug="shanghai").exists()
    assert Useful.objects.count() > 30
    assert Member.objects.filter(is_sponsor_staff=True).exists()
    assert told, "a long step shows its progress"

    days = {row.at.date() for row in Activity.objects.all()}
    assert len(days) > 40, "the story is spread over months"
    assert not Mail.objects.filter(state="queued").exists(), "nothing of the story is sent now"
    by_handle = {row["handle"]: row for row in world.cast()}
    assert {"mei", "bo", "nova", "freja", "diego", "priya", "tao", "carmen", "sofie", "xiu"} <= set(by_handle)
    for row in by_handle.values():
        assert Member.objects.get(email=row["email"]).check_password(row["password"])
    assert client.get("/").status_code == 200
    assert client.get("/resources/").status_code == 200
