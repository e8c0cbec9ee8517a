"""The panels of the sample world: one that ended, one whose round is open, one being planned."""

import time
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.accounts.models import Member
from network.demo import consensus
from network.demo.content import people
from network.demo.world import Teller
from resources.consensus.models import Panel, Rating, Remark
from resources.consensus.queries.results.shown import shown_all
from resources.consensus.report.telling import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cities, mei, bo, nova, freja, diego, priya, tao, carmen, sofie):
    """The panels, among everybody whom they need."""
    there = set(Member.objects.values_list("handle", flat=True))
    for person in people():
        if person.handle not in there and person.status == "member" and person.city in cities:
            Member.objects.create_user(
                person.email, "x", handle=person.handle, name=person.name, name_latin=person.name_latin or person.name,
                home_city=cities[person.city], status="member", role="practitioner",
            )  # fmt: skip
    began = time.monotonic()
    with CaptureQueriesContext(connection) as asked:
        consensus.tell(Teller(datetime.now(UTC)), {})
    print(f"{time.monotonic() - began:.1f} s, {len(asked)} statements")


def test_one_has_ended_with_an_outcome_for_each_statement(world):
    panel = Panel.objects.get(title="Helping people start insulin")
    assert panel.state == "ended"
    states = list(panel.items.order_by("number").values_list("state", flat=True))
    assert states == ["agreed"] * 6 + ["unsettled"] * 2 + ["rejected"] + ["unsettled"] * 3
    assert (panel.panellists.filter(state="accepted").count(), panel.panellists.filter(state="left").count()) == (13, 1)
    assert Remark.objects.filter(round__panel=panel, kind="dissent", state="shown").count() == 2


def test_its_figures_can_be_shown(world):
    panel = Panel.objects.get(title="Helping people start insulin")
    for round in panel.rounds.all():
        found = shown_all(round)
        assert [one.entry.item.number for one in found if one.whole is None] == []
    assert sum(len(one.groups) >= 3 for one in found) >= 6
    report = tell(panel, "zh-hans")
    assert {one.code for _number, _label, one in report.missing} == {"endorsement", "funder_role"}


def test_one_is_open_and_bo_and_mei_have_something_to_do(world, bo, mei):
    panel = Panel.objects.get(title="Talking about diabetes distress")
    assert panel.rounds.get().state == "open"
    assert 0 < Rating.objects.filter(entry__round__panel=panel).count() < 12 * 6


def test_twice_is_once(world):
    consensus.tell(Teller(datetime.now(UTC)), {})
    assert Panel.objects.count() == 3
