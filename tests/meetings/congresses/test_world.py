"""Congresses of the sample world."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from meetings.congresses.models import Accepting, Congress, Note, Presence, Proposal
from network.kit.clock import now

pytestmark = pytest.mark.django_db


def test_three_congresses_one_with_four_goers_of_three_cities_and_a_side_meeting(freja, bo, tao, diego, priya):
    from network.demo.meetings_congresses import tell

    teller = SimpleNamespace(today=now(), telling=lambda moment: nullcontext())
    tell(teller, {})
    tell(teller, {})
    assert Congress.objects.count() == 3
    soon = Proposal.objects.get().congress
    cities = set(Presence.objects.filter(congress=soon).values_list("member__home_city__slug", flat=True))
    assert (soon.presences.count(), len(cities)) == (4, 3)
    assert Accepting.objects.filter(comes=True).count() == 1
    assert Congress.objects.get(state="proposed").proposed_by == priya
    assert Note.objects.count() == 2
