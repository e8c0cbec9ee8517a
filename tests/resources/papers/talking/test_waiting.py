"""What waits on desks and is told in letters; who hears of it, and who no longer."""

import pytest

from network.activity.models import Activity
from network.desk.waiting import rows_for
from network.digests import plugs
from resources.papers import digest
from resources.papers.actions import talking
from resources.papers.models import Author, Paper, Proposal
from tests.resources.papers.talking.make import edit, paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def sentences(member):
    fresh = type(member).objects.get(pk=member.pk)
    return [row.sentence for rows in rows_for(fresh).values() for row in rows if "Peers" in row.sentence]


def test_suggestions_wait_for_those_who_decide(mei, bo, tao, priya):
    one = paper(mei, bo, tao, reviewers=[priya], sections=[("why", [bo]), ("how", [tao])])
    proposal = talking.begin_proposal(one, by=priya)
    edit(proposal.document, priya, "improves", "clearly improves")
    edit(proposal.document, priya, "health", "wellbeing")
    proposal = Proposal.objects.get(pk=proposal.pk)
    assert sentences(mei) == []  # she is writing yet
    assert talking.tell(proposal, by=priya) == 2
    assert sentences(bo) == ["2 suggestions for “Peers in five cities” wait for you"]
    assert sentences(mei) == sentences(bo)
    assert sentences(tao) == []
    told = Activity.objects.get(kind="papers.proposed")
    assert plugs.line(told, None, bo) == f"{priya} suggests 2 changes to “”: they wait for you"
    assert plugs.still_stands(told)
    key = talking.hunks_of(proposal)[0].key
    talking.decide(proposal, key, "accepted", by=bo)
    assert sentences(bo) == ["1 suggestion for “Peers in five cities” waits for you"]
    talking.decide_all(proposal, "refused", by=bo)
    assert sentences(bo) == sentences(mei) == []
    assert not plugs.still_stands(told)


def test_a_name_in_a_comment_waits_until_there_is_an_answer(mei, bo):
    one = paper(mei, reviewers=[bo])
    thread = talking.open_thread(one, by=mei, text="@bo, is this so?", quote="every week", find=True)
    assert sentences(bo) == ["You are named in a comment on “Peers in five cities”"]
    told = Activity.objects.get(kind="papers.mentioned")
    assert digest.to_the_thread(told).endswith(f"/threads/{thread.key}/")
    assert plugs.still_stands(told)
    talking.reply(thread, by=bo, text="It is.")
    assert sentences(bo) == []
    talking.reply(thread, by=mei, text="Thank you, @bo")
    assert len(sentences(bo)) == 1
    talking.resolve(thread, "answered", by=mei)
    assert sentences(bo) == []


def test_who_was_taken_off_hears_no_more(mei, bo):
    from resources.papers.actions.rows import spread

    one = paper(mei, reviewers=[bo])
    talking.open_thread(one, by=mei, text="@bo, is this so?", quote="every week", find=True)
    told = Activity.objects.get(kind="papers.mentioned")
    Author.objects.filter(paper=one, member=bo).delete()
    spread(Paper.objects.get(pk=one.pk))
    assert not plugs.still_stands(told)
    assert sentences(bo) == []


def test_who_speaks_names_and_hears(mei, bo, tao, priya):
    one = paper(mei, bo, tao, reviewers=[priya], sections=[("how", [tao])])
    thread = talking.open_thread(one, by=priya, text="Which day?", quote="every week", find=True)
    assert Activity.objects.get(kind="papers.commented").names == [tao.pk]  # who writes that section
    talking.reply(thread, by=tao, text="Tuesday.")
    assert Activity.objects.get(kind="papers.replied").names == [priya.pk]
    talking.resolve(thread, "partly", by=tao, reason="We add the day.")
    told = Activity.objects.get(kind="papers.resolved")
    assert (told.names, told.detail["outcome"]) == ([priya.pk], "partly")
    assert "add the day" not in str(told.detail)  # letters may come after somebody has left
    again = talking.reply(thread, by=priya, text="And the hour?")
    thread.refresh_from_db()
    assert thread.closed_at is None
    assert talking.edit_comment(again, "And the hour, @mei?", by=priya).edited_at
    assert Activity.objects.get(kind="papers.mentioned").names == [mei.pk]
    talking.edit_comment(again, "And which hour, @mei?", by=priya)
    assert Activity.objects.filter(kind="papers.mentioned").count() == 1
