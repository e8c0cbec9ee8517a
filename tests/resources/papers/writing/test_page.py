"""The page of the editor: who gets what, what it can do without scripts, what its script is told."""

import json
import re

import pytest
from django.urls import reverse

from network.live import texts
from resources.papers.actions import talking
from tests.factories import papers

pytestmark = pytest.mark.usefixtures("in_english")


def facts_of(response):
    """Return what the page tells its script."""
    found = re.search(r'<script id="editor-facts" type="application/json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


def page_of(browser, paper, **query):
    return browser.get(reverse("papers:write", args=[paper.pk]), query)


def test_the_text_is_there_to_read_before_any_script_runs(bo, sign_in):
    page = page_of(sign_in(bo), papers.paper(bo))
    assert "Somebody near you helps more than a leaflet." in page.content.decode()
    assert reverse("papers:comments", args=[1])[:8] in page.content.decode()


def test_a_long_text_is_drawn_only_where_somebody_asks_to_read_it(bo, mei, sign_in):
    paper = papers.paper(bo, reviewers=[mei])
    mine = talking.begin_proposal(paper, by=mei)
    words = {"type": "text", "text": "peer support " * 200}
    long = [{"type": "paragraph", "content": [words | {"text": f"{n} {words['text']}"}]} for n in range(80)]
    texts.rewrite(paper.document, {"type": "doc", "content": long}, by=bo)
    page = page_of(sign_in(bo), paper).content.decode()
    assert "79 peer support" not in page
    link = re.search(r'href="(\?read=1)">Read it here', page)[1]
    read = sign_in(bo).get(reverse("papers:write", args=[paper.pk]) + link).content.decode()
    assert "79 peer support" in read
    assert 'type="module"' in read
    talking.follow(mine)
    page = page_of(sign_in(mei), paper, proposal=mine.pk).content.decode()
    link = re.search(r'href="(\?read=1&amp;proposal=\d+)">Read it here', page)[1].replace("&amp;", "&")
    assert "79 peer support" in sign_in(mei).get(reverse("papers:write", args=[paper.pk]) + link).content.decode()


def test_an_author_writes_a_reviewer_suggests_a_stranger_sees_nothing(bo, mei, tao, sign_in):
    paper = papers.paper(bo, reviewers=[mei])
    assert facts_of(page_of(sign_in(bo), paper))["main"]["role"] == "edit"
    told = facts_of(page_of(sign_in(mei), paper))
    assert told["main"]["role"] == "comment"
    assert told["mayPropose"]
    assert page_of(sign_in(tao), paper).status_code == 404


def test_a_fixed_text_is_for_reading(bo, sign_in):
    paper = papers.paper(bo)
    texts.freeze(paper.document)
    assert facts_of(page_of(sign_in(bo), paper))["main"]["role"] == "read"


def test_a_section_belongs_to_those_who_were_asked_to_write_it(bo, mei, sign_in):
    paper = papers.paper(bo, authors=[mei])
    section = paper.sections.get(anchor="s2")
    section.writers.add(paper.authors.get(member=mei))
    lead, mine = (facts_of(page_of(sign_in(one), paper))["sections"] for one in (bo, mei))
    assert [row["mine"] for row in lead] == [True]
    assert mine[0] == {"anchor": "s2", "title": "What we ask of cities", "mine": True, "writers": [mei.called_by(mei)]}
    section.writers.set([paper.authors.get(member=bo)])
    assert [row["mine"] for row in facts_of(page_of(sign_in(mei), paper))["sections"]] == [False]


def test_whoever_suggests_comes_back_to_the_own_suggestions(bo, mei, sign_in):
    paper = papers.paper(bo, reviewers=[mei])
    mine = talking.begin_proposal(paper, by=mei)
    assert facts_of(page_of(sign_in(mei), paper))["branch"]["proposal"] == mine.pk
    assert facts_of(page_of(sign_in(bo), paper))["branch"] is None


def test_suggestions_are_compared_with_the_text_that_the_branch_holds(bo, mei, sign_in):
    paper = papers.paper(bo, reviewers=[mei])
    mine = talking.begin_proposal(paper, by=mei)
    before = texts.read(paper.document)
    texts.rewrite(paper.document, {"type": "doc", "content": before["content"][:2]}, by=bo)
    address = reverse("papers:base", args=[paper.pk, mine.pk])
    told = sign_in(mei).get(address)
    assert told.json()["content"] == before
    assert sign_in(mei).get(address, headers={"If-None-Match": told["ETag"]}).status_code == 304
    mine.refresh_from_db()
    talking.follow(mine)
    assert sign_in(mei).get(address).json()["content"] == texts.read(paper.document)


def test_a_proposal_of_another_paper_is_not_there(bo, mei, sign_in):
    one, other = papers.paper(bo, reviewers=[mei]), papers.paper(bo, "Another", reviewers=[mei])
    mine = talking.begin_proposal(one, by=mei)
    assert page_of(sign_in(mei), other, proposal=mine.pk).status_code == 404
    assert page_of(sign_in(mei), one, proposal="9" * 40).status_code == 404
    assert sign_in(mei).get(reverse("papers:base", args=[other.pk, mine.pk])).status_code == 404


def test_nobody_without_a_part_reads_others_suggestions(bo, mei, tao, sign_in):
    paper = papers.paper(bo, reviewers=[mei], state="consultation")
    mine = talking.begin_proposal(paper, by=mei)
    assert page_of(sign_in(tao), paper).status_code == 200
    assert page_of(sign_in(tao), paper, proposal=mine.pk).status_code in (403, 404)
    assert sign_in(tao).get(reverse("papers:base", args=[paper.pk, mine.pk])).status_code in (403, 404)
