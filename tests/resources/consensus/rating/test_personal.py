"""What goes along in an archive, and what erasure leaves."""

import json

import pytest

from network.kit import personal
from resources.consensus.actions.rating import rate
from resources.consensus.keys import seat_key
from resources.consensus.models import Interest, Panellist, Rating, Remark, Seat
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(nova, bo, mei):
    """Bo and Mei have rated one statement each and said something; (round, bo's row, mei's row)."""
    _panel, round, [(bo_row, bo_seat), (mei_row, mei_seat)] = made.ready_to_rate(nova, [bo, mei])
    entry = round.entries.first()
    for row, seat, value, words in ((bo_row, bo_seat, 3, "Bo’s thought"), (mei_row, mei_seat, 8, "梅的想法")):
        Interest.objects.create(panellist=row, round=round, has_any=True, words=f"Grant of {row.name}")
        rate.rate(entry, seat, value=value)
        rate.remark(entry, seat, "comment", words, "en")
    return round, bo_row, mei_row


def test_an_archive_holds_my_answers_and_nobody_elses(told, bo, mei, nova):
    archive = {member.handle: {name: call(member) for name, (_label, call) in personal.all_exports().items()}
               for member in (bo, mei, nova)}  # fmt: skip
    texts = {handle: json.dumps(one, ensure_ascii=False, default=str) for handle, one in archive.items()}
    [mine] = archive["bo"]["consensus_answers"]
    assert [one["value"] for one in mine["ratings"]] == [3]
    assert [one["words"] for one in mine["interests"]] == ["Grant of Bo Carter"]
    assert "Bo’s thought" in texts["bo"]
    assert "梅的想法" not in texts["bo"]
    assert "Bo’s thought" not in texts["nova"], "who runs the panel takes no answers along"
    assert archive["nova"]["consensus_answers"] == []


def test_no_archive_holds_a_key(told, bo, nova):
    keys = list(Seat.objects.values_list("key", flat=True))
    for member in (bo, nova):
        text = json.dumps({name: call(member) for name, (_label, call) in personal.all_exports().items()}, default=str)
        assert not any(key in text for key in keys)


@pytest.mark.parametrize("keep", [True, False])
def test_after_erasure_nothing_leads_from_any_place_to_the_seat(told, bo, keep):
    _round, row, _mei = told
    key = seat_key(row)
    for _order, _name, erase in personal.all_erasers():
        if _name.startswith("consensus"):
            erase(bo, keep_authorship=keep)
    assert Rating.objects.filter(seat=key).count() == 1
    assert Remark.objects.filter(seat=key).count() == 1
    assert key not in {seat_key(one) for one in Panellist.objects.select_related("panel")}
    assert not Panellist.objects.filter(member=bo).exists()
    assert Panellist.objects.filter(panel=row.panel).count() == 2, "that there was one stays counted"
    assert "Grant of Bo Carter" not in Interest.objects.values_list("words", flat=True)
