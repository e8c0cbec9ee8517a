"""Who takes part: invited, answered, ordered, taken off, handed over."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.live import texts
from resources.papers import actions
from resources.papers.actions import people
from resources.papers.models import Author, Paper
from tests.factories.papers import paper, put, takes_part

pytestmark = pytest.mark.django_db


def test_an_invitation_shows_the_paper_and_gives_no_part_before_a_yes(bo, mei):
    made = paper(bo)
    actions.invite(made, mei, by=bo)
    seen = Paper.objects.visible_to(mei).get()
    from network.access.rules import may

    assert not may(mei, "papers.read", seen)
    actions.accept(seen, by=mei)
    seen = Paper.objects.visible_to(mei).get()
    assert may(mei, "papers.write", seen)
    assert made.authors.get(member=mei).position == 2
    assert Activity.objects.get(kind="papers.invited").names == [mei.pk]


def test_whoever_declines_sees_nothing_more_and_may_be_asked_again(bo, mei):
    made = paper(bo)
    actions.invite(made, mei, by=bo)
    actions.decline(made, by=mei)
    assert not Paper.objects.visible_to(mei).exists()
    with pytest.raises(Denied):
        actions.accept(made, by=mei)
    actions.invite(made, mei, by=bo, part="reviewer")
    assert made.authors.filter(member=mei).count() == 1


def test_only_the_lead_invites(bo, mei, freja):
    made = paper(bo, authors=[mei])
    with pytest.raises(Denied):
        actions.invite(made, freja, by=mei)


def test_whoever_is_taken_off_loses_the_paper_and_open_editors_ask_again(bo, mei, freja, monkeypatch):
    asked = []
    monkeypatch.setattr(texts, "rights_changed", asked.append)
    made = paper(bo, authors=[mei, freja])
    actions.take_off(made.authors.get(member=mei), by=bo)
    assert not Paper.objects.visible_to(mei).exists()
    assert asked == [f"papers.paper:{made.pk}"]
    assert made.authors.get(member=freja).position == 2
    assert Activity.objects.get(kind="papers.removed").audience == [f"member:{mei.pk}"]


def test_the_lead_can_neither_leave_nor_be_taken_off(bo, mei):
    made = paper(bo, authors=[mei])
    for act in (lambda: actions.leave(made, by=bo), lambda: actions.take_off(made.authors.get(member=bo), by=bo)):
        with pytest.raises(Denied):
            act()
    actions.leave(made, by=mei)
    assert made.authors.get(member=mei).state == Author.State.LEFT


def test_authors_stand_in_the_order_that_the_lead_gives(bo, mei, freja):
    made = paper(bo, authors=[mei, freja])
    actions.step(made.authors.get(member=freja), by=bo, up=True)
    assert [one.member for one in made.authors.all()] == [bo, freja, mei]
    actions.by_name(made, by=bo)
    assert [one.name for one in made.authors.all()] == ["Bo Carter", "Freja Holm", "Mei Lin"]
    actions.let_answer_letters(made.authors.get(member=mei), by=bo)
    assert [one.member for one in made.authors.filter(is_corresponding=True)] == [mei]


def test_the_lead_goes_over_to_an_author_alone(bo, mei, freja):
    made = paper(bo, authors=[mei], reviewers=[freja])
    with pytest.raises(Denied):
        actions.hand_over(made, to=freja, by=bo)
    after = actions.hand_over(made, to=mei, by=bo)
    assert after.lead == mei
    with pytest.raises(Denied):
        actions.describe(after, by=bo, title="Mine")


def test_somebody_is_printed_as_they_say_until_the_list_is_fixed(bo, mei):
    made = paper(bo, authors=[mei])
    row = made.authors.get(member=mei)
    actions.print_as(row, by=mei, name="M. Lin")
    with pytest.raises(Denied):
        actions.print_as(made.authors.get(member=bo), by=mei, name="Nobody")
    put(made, "signing")
    with pytest.raises(Denied):
        actions.print_as(row, by=mei, name="Other")


def test_a_change_of_authors_is_told_to_whoever_counts_signatures(bo, mei, freja, monkeypatch):
    told = []
    monkeypatch.setattr(people, "_changed", [lambda one, by: told.append(one.pk)])
    made = paper(bo, authors=[mei])
    takes_part(made, freja, part="reviewer")
    actions.take_off(made.authors.get(member=freja), by=bo)
    assert told == []
    actions.take_off(made.authors.get(member=mei), by=bo)
    assert told == [made.pk]


def test_what_is_published_keeps_its_words_and_its_authors(bo, mei, freja):
    made = paper(bo, authors=[mei])
    actions.invite(made, freja, by=bo)
    put(made, "published")
    for act in (
        lambda: actions.describe(made, by=bo, title="Other"),
        lambda: actions.by_name(made, by=bo),
        lambda: actions.let_answer_letters(made.authors.get(member=mei), by=bo),
        lambda: actions.accept(made, by=freja),
        lambda: actions.leave(made, by=mei),
        lambda: actions.invite(made, freja, by=bo),
        lambda: actions.add_section(made, by=bo, title="More"),
    ):
        with pytest.raises(Denied):
            act()
