"""Suggested changes: branches that follow the text, decided one by one or all at once."""

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.live import texts
from resources.papers.actions import talking
from resources.papers.differences import compare
from resources.papers.models import Proposal, Ruling, Version
from tests.resources.papers.talking.make import about, doc, edit, head, paper, par, said, text

pytestmark = pytest.mark.django_db


def fresh(proposal):
    return Proposal.objects.select_related("document", "paper__document").get(pk=proposal.pk)


def suggested(one, by, *changes):
    proposal = talking.begin_proposal(one, by=by)
    for old, new in changes:
        edit(proposal.document, by, old, new)
    return fresh(proposal)


def keys(proposal):
    talking.follow(fresh(proposal))
    return {(hunk.before, hunk.after): hunk.key for hunk in talking.hunks_of(fresh(proposal))}


def test_what_is_suggested_is_not_in_the_text_until_it_is_accepted(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "every month"))
    assert "every week" in said(one.document)[3]
    [hunk] = talking.hunks_of(proposal)
    assert (hunk.before, hunk.after, hunk.sections) == ("week", "month", ("how",))
    ruling = talking.decide(proposal, hunk.key, "accepted", by=mei)
    assert "every month" in said(one.document)[3]
    assert (ruling.written_by, ruling.by) == (bo, mei)
    assert fresh(proposal).state == "closed"
    told = Activity.objects.get(kind="papers.ruled")
    assert (told.names, told.detail["accepted"]) == ([bo.pk], 1)


def test_beginning_again_goes_on_with_the_same(mei, bo):
    one = paper(mei, reviewers=[bo])
    first = suggested(one, bo, ("week", "month"))
    assert talking.begin_proposal(one, by=bo) == first
    talking.decide_all(first, "refused", by=mei)
    assert talking.begin_proposal(one, by=bo) != first


def test_one_is_accepted_one_refused_and_nothing_stands_twice(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("improves", "clearly improves"), ("every week", "each week"), ("cook,", "dance,"))
    by_words = keys(proposal)
    assert len(by_words) == 3
    talking.decide(proposal, by_words["", "clearly "], "accepted", by=mei)
    assert said(one.document)[1] == "Peer support clearly improves the health of people living with diabetes."
    assert said(fresh(proposal).document)[1] == said(one.document)[1]
    assert len(keys(proposal)) == 2
    talking.decide(proposal, keys(proposal)["every", "each"], "refused", by=mei)
    assert fresh(proposal).state == "open"
    talking.decide(proposal, keys(proposal)["cook", "dance"], "accepted", by=mei)
    assert said(one.document)[1:] == [
        "Peer support clearly improves the health of people living with diabetes.",
        "How",
        "Peers meet every week in the same place.",
        "They dance, walk and talk.",
    ]
    assert fresh(proposal).state == "closed"
    assert sorted(Ruling.objects.values_list("before", "answer")) == [
        ("", "accepted"), ("cook", "accepted"), ("every", "refused")]  # fmt: skip


def test_what_was_accepted_alone_is_told_as_its_writers(mei, bo, tao):
    one = paper(mei, tao, reviewers=[bo])
    proposal = suggested(one, bo, ("improves", "so clearly and visibly improves"), ("cook,", "dance,"))
    talking.decide(proposal, keys(proposal)["", "so clearly and visibly "], "accepted", by=tao)
    wrote = dict(texts.who_wrote(one.document)["1"])
    assert wrote[bo.pk] == len("so clearly and visibly ")
    assert tao.pk not in wrote


def test_all_are_accepted_by_a_merge_with_its_writers(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("improves", "clearly improves"), ("cook,", "dance,"))
    edit(one.document, mei, "They", "We")
    rulings = talking.decide_all(proposal, "accepted", by=mei)
    assert len(rulings) == 2
    assert said(one.document)[4] == "We dance, walk and talk."
    assert "clearly improves" in said(one.document)[1]
    assert dict(texts.who_wrote(one.document)["1"])[bo.pk] == len("clearly ")
    assert Version.objects.filter(paper=one, kind="auto").exists()


def test_the_branch_follows_the_text(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("cook,", "dance,"))
    edit(one.document, mei, "the health", "health and joy")
    again = talking.begin_proposal(one, by=bo)
    assert "health and joy" in said(again.document)[1]
    assert [(hunk.before, hunk.after) for hunk in talking.hunks_of(fresh(proposal))] == [("cook", "dance")]


def test_ground_that_changed_says_so_and_is_still_decided(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "each week"), ("cook,", "dance,"))
    edit(one.document, mei, "same place", "library")
    talking.follow(proposal)
    changed = talking.ground_of(fresh(proposal))
    assert {hunk.after: changed(hunk) for hunk in talking.hunks_of(fresh(proposal))} == {"each": True, "dance": False}
    talking.decide(proposal, keys(proposal)["every", "each"], "accepted", by=mei)
    assert said(one.document)[3] == "Peers meet each week in the library."
    # What was accepted from these very suggestions is no change of ground.
    changed = talking.ground_of(fresh(proposal))
    assert [changed(hunk) for hunk in talking.hunks_of(fresh(proposal))] == [False]


def test_a_suggestion_in_a_paragraph_that_went_is_not_lost(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "every single week"))
    content = texts.read(one.document)
    texts.rewrite(one.document, {**content, "content": content["content"][:3] + content["content"][4:]}, by=mei)
    talking.follow(proposal)
    [hunk] = talking.hunks_of(fresh(proposal))
    assert hunk.kind == "come"
    assert "every single week" in hunk.after
    assert talking.ground_of(fresh(proposal))(hunk)
    talking.decide(proposal, hunk.key, "accepted", by=mei)
    assert said(one.document)[3:] == ["Peers meet every single week in the same place.", "They cook, walk and talk."]


def test_who_writes_a_section_decides_there_and_the_lead_everywhere(mei, bo, tao, priya):
    one = paper(mei, bo, tao, reviewers=[priya], sections=[("why", [bo]), ("how", [])])
    proposal = suggested(one, priya, ("improves", "clearly improves"), ("cook,", "dance,"))
    with pytest.raises(Denied):
        talking.decide(proposal, keys(proposal)["", "clearly "], "accepted", by=tao)
    with pytest.raises(Denied):
        talking.decide(proposal, keys(proposal)["cook", "dance"], "accepted", by=priya)
    assert len(talking.decide_all(proposal, "accepted", by=tao)) == 1
    assert "dance" in said(one.document)[4]
    assert "clearly" not in said(one.document)[1]
    assert fresh(proposal).state == "open"
    talking.decide(proposal, keys(proposal)["", "clearly "], "accepted", by=mei)
    assert fresh(proposal).state == "closed"


def test_what_changed_since_the_page_was_made_is_not_decided_blindly(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "every month"))
    key = keys(proposal)["week", "month"]
    edit(proposal.document, bo, "month", "year")
    with pytest.raises(talking.Moved):
        talking.decide(proposal, key, "accepted", by=mei)
    assert "every week" in said(one.document)[3]
    assert not Ruling.objects.exists()


def test_withdrawn_ones_stay_readable_to_their_writer_alone(mei, bo):
    from network.access.rules import may

    one = paper(mei, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "every month"))
    with pytest.raises(Denied):
        talking.withdraw(proposal, by=mei)
    talking.withdraw(proposal, by=bo)
    proposal = fresh(proposal)
    assert may(bo, "papers.see_proposal", proposal)
    assert not may(mei, "papers.see_proposal", proposal)
    with pytest.raises(Denied):
        talking.decide(proposal, "x", "accepted", by=mei)
    with pytest.raises(texts.Frozen):
        edit(proposal.document, bo, "month", "year")


def test_a_word_file_tells_who_wrote_each_change(mei, bo):
    one = paper(mei, bo)
    content = texts.read(one.document)
    content["content"][4] = par("They cook, walk and dance.")
    written = [{"name": "Prof. Ada", "at": "2026-10-01T10:00:00+00:00", "before": "talk", "after": "dance"}]
    proposal = talking.begin_proposal(one, by=bo, origin="word", content=content, written=written, title="Back")
    [hunk] = talking.hunks_of(fresh(proposal))
    assert Version.objects.get(paper=one).label == "before a Word file came in"
    ruling = talking.decide(proposal, hunk.key, "accepted", by=mei)
    assert (ruling.name, ruling.written_by) == ("Prof. Ada", None)
    assert said(one.document)[4] == "They cook, walk and dance."


def test_comments_of_the_text_survive_every_decision(mei, bo):
    commented = text("meet every week", about("k" * 12))
    one = paper(mei, reviewers=[bo], content=doc(head("Why", "why"), par("Peers ", commented, " with friends here.")))
    proposal = suggested(one, bo, ("every week", "every month"), ("here", "there"))
    talking.decide(proposal, keys(proposal)["week", "month"], "accepted", by=mei)
    talking.decide(proposal, keys(proposal)["here", "there"], "refused", by=mei)
    content = texts.read(one.document)
    assert compare(content, doc(head("Why", "why"), par("Peers meet every month with friends here."))) == []
    marked = [node["text"] for node in content["content"][1]["content"] if node.get("marks")]
    assert "".join(marked).startswith("meet every")


def test_it_is_told_once_after_a_pause(mei, bo, tao):
    from datetime import timedelta

    from network.kit.clock import now

    one = paper(mei, tao, reviewers=[bo])
    proposal = suggested(one, bo, ("every week", "every month"))
    assert talking.tell_after_pause(proposal.pk) is True
    assert talking.tell_after_pause(proposal.pk, at=now() + timedelta(minutes=11)) is False
    assert talking.tell_after_pause(proposal.pk, at=now() + timedelta(minutes=30)) is False
    told = Activity.objects.get(kind="papers.proposed")
    assert told.names == sorted([mei.pk, tao.pk])
    assert told.detail["count"] == 1
