"""Who may connect to which text of a paper, and with what right."""

import pytest

from network.kit.models import Job
from network.live import registry
from resources.papers import live, schema
from resources.papers.actions import talking
from resources.papers.models import Author, Paper
from tests.factories.papers import put
from tests.resources.papers.talking.make import edit, paper

pytestmark = pytest.mark.django_db


def role(member, one, **params):
    """The role that is granted, "" for none."""
    grant = live.open_text(member, str(one.pk), params)
    return grant.role if grant else ""


def fresh(one):
    return type(one).objects.get(pk=one.pk)


def test_it_is_found_under_its_name():
    assert registry.opener("papers") is live.open_text


def test_authors_write_reviewers_comment_others_find_nothing(mei, bo, tao, priya, xiu, ex):
    one = paper(mei, bo, reviewers=[tao])
    assert [role(member, one) for member in (mei, bo, tao, priya, xiu, ex)] == ["edit", "edit", "comment", "", "", ""]
    from django.contrib.auth.models import AnonymousUser

    assert role(AnonymousUser(), one) == ""
    assert live.open_text(mei, "999999", {}) is None
    for forged in ("", "x", "-1", "1" * 40, "²"):
        assert live.open_text(mei, forged, {}) is None
        assert live.open_text(mei, str(one.pk), {"branch": forged}) is None


def test_in_a_consultation_members_comment_and_suggest(mei, tao, xiu):
    one = paper(mei)
    put(one, "consultation")
    assert role(tao, one) == "comment"
    assert role(xiu, one) == ""
    proposal = talking.begin_proposal(fresh(one), by=tao)
    assert role(tao, one, branch=str(proposal.pk)) == "edit"
    assert role(mei, one, branch=str(proposal.pk)) == "comment"


def test_what_is_published_or_frozen_is_only_read(mei, bo):
    from network.live import texts

    one = paper(mei, bo)
    texts.freeze(one.document)
    assert role(mei, one) == "read"
    texts.thaw(one.document)
    assert role(mei, one) == "edit"
    put(one, "published")
    assert role(mei, one) == "read"


def test_a_branch_is_written_by_whoever_began_it(mei, bo, tao, priya):
    one = paper(mei, bo, reviewers=[tao, priya])
    proposal = talking.begin_proposal(one, by=tao)
    branch = str(proposal.pk)
    assert [role(member, one, branch=branch) for member in (tao, mei, bo, priya)] == ["edit"] + ["comment"] * 3
    talking.share(proposal, by=tao)
    assert role(priya, one, branch=branch) == "edit"
    grant = live.open_text(tao, str(one.pk), {"branch": branch})
    assert (grant.document, grant.subject) == (proposal.document, one.document.subject)


def test_a_commenter_owns_the_threads_that_were_begun_by_that_member_on_this_paper(mei, bo, tao):
    one, other = paper(mei, reviewers=[bo, tao]), paper(mei, reviewers=[bo])
    words = {"text": "Hm", "quote": "cook, walk", "find": True}
    keys = [talking.open_thread(it, by=by, **words).key for it, by in ((one, bo), (one, tao), (other, bo))]
    proposal = talking.begin_proposal(one, by=tao)
    for params in ({}, {"branch": str(proposal.pk)}):
        grant = live.open_text(bo, str(one.pk), params)
        assert set(grant.owns({*keys, "nobody's"})) == {keys[0]}


def test_the_text_may_hold_all_that_the_schema_has_and_nothing_else(mei):
    grant = live.open_text(mei, str(paper(mei).pk), {})
    known = schema.schema()
    assert grant.names == {*known.nodes, *known.marks}


def test_a_branch_of_another_paper_is_no_way_in(mei, bo, tao):
    one, other = paper(mei, reviewers=[bo]), paper(tao)
    proposal = talking.begin_proposal(one, by=bo)
    assert role(tao, other, branch=str(proposal.pk)) == ""
    assert role(bo, other, branch=str(proposal.pk)) == ""


def test_decided_and_withdrawn_branches_are_only_read(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = talking.begin_proposal(one, by=bo)
    edit(proposal.document, bo, "every week", "each week")
    talking.decide_all(fresh(proposal), "refused", by=mei)
    assert role(bo, one, branch=str(proposal.pk)) == "read"
    again = talking.begin_proposal(one, by=bo)
    talking.withdraw(again, by=bo)
    assert role(bo, one, branch=str(again.pk)) == "read"
    assert role(mei, one, branch=str(again.pk)) == ""


def test_who_was_taken_off_finds_nothing_at_the_next_question(mei, bo, tao):
    from resources.papers.actions.rows import spread

    one = paper(mei, bo, reviewers=[tao])
    proposal = talking.begin_proposal(one, by=tao)
    assert role(bo, one) == "edit"
    Author.objects.filter(paper=one, member__in=[bo, tao]).update(state="left")
    spread(Paper.objects.get(pk=one.pk))
    # The same object asks again, as a socket does.
    assert role(bo, one) == ""
    assert role(tao, one) == ""
    assert role(tao, one, branch=str(proposal.pk)) == ""


def test_an_open_editor_makes_somebody_look_again_after_a_pause(mei, bo):
    one = paper(mei, reviewers=[bo])
    proposal = talking.begin_proposal(one, by=bo)
    for _ in range(2):
        live.open_text(mei, str(one.pk), {})
        live.open_text(bo, str(one.pk), {"branch": str(proposal.pk)})
    jobs = Job.objects.filter(kind__startswith="papers.").values_list("kind", "payload")
    # Asked again meanwhile, it is one look, and it is not put off.
    assert sorted(jobs) == [
        ("papers.keep_after_pause", {"pk": one.pk}),
        ("papers.tell_of_proposal", {"pk": proposal.pk}),
    ]
    edit(one.document, mei, "every week", "each week")
    talking.open_thread(one, by=mei, text="Hm", quote="cook, walk", find=True)
    edit(one.document, mei, " and talk.", "")
    from datetime import timedelta

    from network.kit import jobs as kit
    from network.kit.clock import now

    Job.objects.update(not_before=now(), key="of eleven minutes ago")
    kit.drain("fast")
    assert not one.versions.exists()  # somebody wrote a moment ago: it looks again
    type(one.document).objects.update(changed_at=now() - timedelta(minutes=11))
    Job.objects.filter(state="due").update(not_before=now())
    kit.drain("fast")
    assert one.versions.get().kind == "auto"
