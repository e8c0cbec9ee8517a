"""What the room holds of a person goes along, and what goes when they go."""

from datetime import timedelta

import pytest

from meetings.introductions import personal
from meetings.introductions.actions import asking, introducing, openness
from meetings.introductions.models import Block, Introduction, Openness, Outcome, Request, Side
from network.catalogue.models import Entry
from network.kit.clock import now
from tests.factories.meetings import meeting

pytestmark = pytest.mark.django_db


def test_mine_goes_along_and_who_blocked_me_is_not_told(bo, mei, carmen, freja):
    asking.ask(mei, by=bo, purpose="Walking groups", starts=[now() + timedelta(days=3)])
    introducing.introduce([mei, bo, freja], by=carmen, title="Walking", why="It fits.")
    Outcome.objects.create(meeting=meeting(bo), member=bo, result="project", words="A school")
    openness.block(bo, by=freja)
    openness.set_openness(bo, a_week=2)
    told = personal.mine(bo)
    assert told["requests"][0]["purpose"] == "Walking groups"
    assert told["requests"][0]["made"] is True
    assert told["introduced"][0]["title"] == "Walking"
    assert told["outcomes"][0]["words"] == "A school"
    assert told["openness"]["a_week"] == 2
    assert "freja" not in str(told)


@pytest.mark.parametrize("keep", [True, False])
def test_erasure_leaves_numbers_without_a_name(bo, mei, carmen, freja, keep):
    request = asking.ask(mei, by=bo, purpose="Walking groups", starts=[now() + timedelta(days=3)])
    introduction = introducing.introduce([mei, bo, freja], by=carmen, title="Walking", why="It fits.")
    Outcome.objects.create(meeting=meeting(mei), member=bo, result="project", words="A school")
    openness.block(mei, by=bo)
    openness.set_openness(bo, a_week=2)
    for _twice in range(2):
        personal.erase(bo, keep_authorship=keep)
    request.refresh_from_db()
    assert (request.asker, request.purpose, request.state) == (None, "", "over")
    assert request.audience == [f"member:{mei.pk}"]
    assert Side.objects.filter(introduction=introduction, member=None, answer="no").count() == 1
    assert (Outcome.objects.get().member, Outcome.objects.get().words) == (None, "")
    assert not Openness.objects.exists()
    assert not Block.objects.exists()
    personal.erase(carmen, keep_authorship=keep)
    assert Introduction.objects.get().by is None
    assert Request.objects.count() == 1


def test_titles_of_meetings_forget_who_was_erased(bo, mei):
    start = now() + timedelta(days=3)
    request = asking.ask(mei, by=bo, purpose="Walking groups", starts=[start])
    made = asking.accept(request, by=mei, start=start).meeting
    assert "Bo Carter" in made.title
    personal.erase(bo, keep_authorship=False)
    made.refresh_from_db()
    assert (made.title, made.about) == ("Meeting of two", "")
    assert Entry.objects.of(made).get().titles == {"en": "Meeting of two"}
