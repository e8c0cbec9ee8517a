"""The sample world tells what it says it tells."""

import pytest

from meetings.introductions.models import Introduction, Request, Side
from network.demo import content, meetings_introductions
from network.demo.world import Teller
from network.kit.clock import now

pytestmark = pytest.mark.django_db


def test_one_is_accepted_one_waits_three_cities_are_introduced(bo, priya, tao, freja, mei, carmen):
    teller = Teller(now())
    for _twice in range(2):
        meetings_introductions.tell(teller, [])
    assert sorted(Request.objects.values_list("state", flat=True)) == ["accepted", "open"]
    assert sorted(Side.objects.values_list("answer", flat=True)) == ["none", "yes", "yes"]
    assert Introduction.objects.count() == 1


def test_its_people_are_in_the_cast():
    assert {"bo", "priya", "tao", "freja", "mei", "carmen"} <= {one.handle for one in content.people()}
