"""Pages of publishing: few statements, no scripts needed, the desk, what the lead sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources.papers.models import Paper
from tests.resources.papers.publishing import make
from tests.resources.papers.signing import make as signing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_a_visitor_costs_few_statements_and_the_next_one_fewer(mei, bo, client):
    made = make.published(bo, mei)
    with CaptureQueriesContext(
        connection,
    ) as first:
        assert client.get(made.get_absolute_url()).status_code == 200
    with CaptureQueriesContext(connection) as second:
        client.get(made.get_absolute_url())
    assert len(first) <= 30, len(first)
    assert len(second) <= 5, len(second)


def test_the_lead_sees_what_stands_in_the_way_and_publishes(mei, bo, sign_in):
    paper = make.signed(bo, mei)
    browser = sign_in(bo)
    assert f"/papers/{paper.pk}/publish/" in browser.get(f"/papers/{paper.pk}/").content.decode()
    page = browser.get(f"/papers/{paper.pk}/publish/").content.decode()
    assert "PDF/UA" in page
    answer = browser.post(f"/papers/{paper.pk}/publish/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/publications/")


def test_what_is_in_the_way_is_said_and_nothing_is_lost(mei, bo, sign_in):
    paper = signing.ready(bo, mei)
    signing.put_up(paper)
    answer = sign_in(bo).post(f"/papers/{paper.pk}/publish/")
    assert answer.status_code == 409
    assert "It was not published" in answer.content.decode()


def test_others_do_not_publish(mei, bo, sign_in):
    paper = make.signed(bo, mei)
    assert sign_in(mei).post(f"/papers/{paper.pk}/publish/").status_code == 403


def test_a_correction_is_begun_from_the_paper(mei, bo, sign_in):
    made = make.published(bo, mei)
    browser = sign_in(bo)
    assert browser.post(f"/papers/{made.paper_id}/correct/").status_code == 302
    assert signing.fresh(made.paper).state == Paper.State.DRAFTING
    assert browser.get(made.get_absolute_url()).status_code == 200


def test_acts_on_a_publication_by_their_forms(mei, bo, sign_in):
    first, second = make.published(bo, mei), make.published(bo, mei, title="Newer")
    browser = sign_in(bo)
    where = first.get_absolute_url()
    assert browser.post(f"{where}translation/", {"original": second.pk}).status_code == 302
    assert browser.post(f"{where}supersede/", {"later": second.pk, "reason": "newer"}).status_code == 302
    assert browser.post(f"{where}withdraw/", {"reason": ""}).status_code == 200
    assert browser.post(f"{where}withdraw/", {"reason": "wrong"}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.notice, first.translation_of) == ("withdrawn", "wrong", second)
    assert sign_in(mei).post(f"{where}withdraw/", {"reason": "no"}).status_code == 403
    assert browser.get(f"{where}unknown/").status_code == 404


def test_the_page_is_curated_in_the_desk(mei, bo, carmen, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    made = make.published(bo, mei)
    browser = sign_in(carmen)
    page = browser.get(f"/manage/pages/{made.page.pk}/edit/")
    assert page.status_code == 200
    assert b"picture" in page.content.lower()
    assert sign_in(mei).get(f"/manage/pages/{made.page.pk}/edit/").status_code in (302, 403, 404)


def test_a_chinese_title_has_a_chinese_address(mei, bo, client):
    made = make.published(bo, mei, title="城市如何支持同伴", language="zh-hans")
    assert made.slug == "城市如何支持同伴"
    answer = client.get(made.get_absolute_url())
    assert answer.status_code == 200
    assert 'lang="zh-hans"' in answer.content.decode() or 'lang="zh-Hans"' in answer.content.decode()
