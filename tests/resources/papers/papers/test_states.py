"""The way of a paper: who moves it, what stands in the way, who sees it where."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from resources.papers import actions
from resources.papers.actions import states
from resources.papers.models import Paper
from tests.factories.papers import paper, put

pytestmark = pytest.mark.django_db
State = Paper.State


def test_a_text_and_a_second_reader_come_before_the_review(bo, mei, in_english):
    made = paper(bo, text={"type": "doc", "content": [{"type": "paragraph"}]})
    with pytest.raises(states.Blocked) as blocked:
        actions.move(made, State.REVIEW, by=bo)
    assert len(blocked.value.reasons) == 2
    made = paper(bo, authors=[mei])
    after = actions.move(made, State.REVIEW, by=bo)
    assert after.state == State.REVIEW
    told = Activity.objects.get(kind="papers.moved")
    assert (told.names, told.detail["before"]) == ([mei.pk], "drafting")


def test_only_the_lead_moves_it(bo, mei):
    made = paper(bo, authors=[mei])
    with pytest.raises(Denied):
        actions.move(made, State.REVIEW, by=mei)


def test_no_state_is_jumped_over(bo, mei):
    made = paper(bo, authors=[mei])
    for to in (State.SIGNING, State.PUBLISHED, State.WITHDRAWN, State.DRAFTING):
        with pytest.raises(states.Blocked):
            actions.move(made, to, by=bo)
    assert Paper.objects.get().state == State.DRAFTING


def test_guards_and_followers_of_other_topics_are_asked(bo, mei, monkeypatch):
    seen = []
    monkeypatch.setitem(states._guards, State.REVIEW, [(None, lambda one, by: ["Not today."])])
    monkeypatch.setitem(states._entered, State.REVIEW, [lambda one, by, before: seen.append(before)])
    made = paper(bo, authors=[mei])
    assert states.in_the_way(made, State.REVIEW, bo) == ["Not today."]
    monkeypatch.setitem(states._guards, State.REVIEW, [])
    actions.move(made, State.REVIEW, by=bo)
    assert seen == [State.DRAFTING]


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("drafting", {"mei"}),
        ("review", {"mei"}),
        ("consultation", {"mei", "freja"}),
        ("signing", {"mei"}),
        ("published", {"mei", "freja", "stranger"}),
        ("withdrawn", {"mei", "freja", "stranger"}),
    ],
)
def test_who_sees_a_paper_in_its_state(state, readers, bo, mei, freja):
    made = put(paper(bo, authors=[mei]), state)
    for name, member in (("mei", mei), ("freja", freja), ("stranger", None)):
        assert Paper.objects.visible_to(member).filter(pk=made.pk).exists() is (name in readers)
        assert Entry.objects.visible_to(member).of(made).exists() is (name in readers)


def test_a_draft_is_of_another_kind_than_what_others_see(bo, mei):
    made = paper(bo, authors=[mei])
    assert Entry.objects.of(made).get().kind == "paper-draft"
    put(made, "consultation")
    assert Entry.objects.of(made).get().kind == "paper"
