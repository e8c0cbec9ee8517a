"""The pages of a paper: people, plan, answers, talk, the way on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resources.papers import actions
from resources.papers.models import Author, Paper
from tests.factories.papers import paper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_the_lead_finds_invites_and_the_invited_answers(bo, mei, sign_in):
    made = paper(bo)
    browser, address = sign_in(bo), f"/papers/{made.pk}/people/"
    assert "Mei Lin" in browser.get(address + "?q=mei").content.decode()
    assert browser.post(address, {"handle": "mei", "part": "author"}).status_code == 302
    page = sign_in(mei).get(f"/papers/{made.pk}/").content.decode()
    assert "You are invited to write it" in page
    assert "I wrote parts of the text" in page
    assert sign_in(mei).post(f"/papers/{made.pk}/answer/", {"answer": "yes"}).url == made.get_absolute_url()
    assert made.authors.get(member=mei).state == Author.State.ACCEPTED


def test_nobody_is_found_who_hides_their_name(bo, mei, sign_in):
    mei.shown = {"name": "me", "name_latin": "me"}
    mei.save()
    from members.accounts.models import Member
    from network.cities.models import CoordinatorTerm

    CoordinatorTerm.objects.filter(member=mei).delete()
    made = paper(bo)
    browser, address = sign_in(bo), f"/papers/{made.pk}/people/"
    assert 'name="handle"' not in browser.get(address + "?q=mei").content.decode()
    browser.post(address, {"handle": "mei", "part": "author"})
    assert not made.authors.filter(member=Member.objects.get(handle="mei")).exists()


def test_people_are_ordered_taken_off_and_printed_by_forms(bo, mei, freja, sign_in):
    made = paper(bo, authors=[mei, freja])
    browser = sign_in(bo)
    row = made.authors.get(member=freja)
    browser.post(f"/papers/{made.pk}/people/{row.pk}/", {"act": "up"})
    assert [one.member for one in made.authors.all()] == [bo, freja, mei]
    browser.post(f"/papers/{made.pk}/people/{row.pk}/printed/", {"name": "F. Holm", "orcid": "0000-0002-1825-0097"})
    row.refresh_from_db()
    assert (row.name, row.orcid) == ("F. Holm", "0000-0002-1825-0097")
    wrong = browser.post(f"/papers/{made.pk}/people/{row.pk}/printed/", {"name": "F", "orcid": "0000-0002-1825-0098"})
    assert "This is not an ORCID" in wrong.content.decode()
    browser.post(f"/papers/{made.pk}/people/{row.pk}/", {"act": "off"})
    assert sign_in(freja).get(f"/papers/{made.pk}/").status_code == 404


def test_a_plan_grows_and_its_heading_comes_into_the_text(bo, mei, sign_in):
    from network.live import texts

    made = paper(bo, authors=[mei])
    browser = sign_in(mei)
    writer = made.authors.get(member=mei)
    given = {"title": "What we do not know", "writers": [writer.pk], "due_on": "2027-03-01", "words": "200"}
    assert browser.post(f"/papers/{made.pk}/plan/", given).status_code == 302
    section = made.sections.get(title="What we do not know")
    assert list(section.writers.all()) == [writer]
    content = texts.read(made.document)
    assert content["content"][-2]["attrs"]["id"] == section.anchor
    page = browser.get(f"/papers/{made.pk}/").content.decode()
    assert "You write “What we do not know”." in page
    browser.post(f"/papers/{made.pk}/plan/{section.pk}/act/", {"act": "up"})
    assert [one.title for one in made.sections.all()][1] == "What we do not know"
    browser.post(f"/papers/{made.pk}/plan/{section.pk}/act/", {"act": "drop"})
    assert made.sections.count() == 2
    assert texts.read(made.document) == content


def test_reviewers_neither_plan_nor_invite(bo, mei, sign_in):
    made = paper(bo, reviewers=[mei])
    browser = sign_in(mei)
    assert browser.get(f"/papers/{made.pk}/plan/").status_code == 403
    assert browser.get(f"/papers/{made.pk}/").status_code == 200
    assert browser.post(f"/papers/{made.pk}/people/", {"handle": "bo", "part": "author"}).status_code == 403


def test_the_page_says_what_stands_in_the_way_and_moves_where_nothing_does(bo, mei, sign_in):
    made = paper(bo)
    browser = sign_in(bo)
    assert "Nobody else takes part yet" in browser.get(made.get_absolute_url()).content.decode()
    browser.post(f"/papers/{made.pk}/state/", {"to": "review"})
    assert Paper.objects.get().state == "drafting"
    actions.invite(made, mei, by=bo)
    actions.accept(made, by=mei)
    browser.post(f"/papers/{made.pk}/state/", {"to": "review"})
    assert Paper.objects.get().state == "review"
    assert browser.post(f"/papers/{made.pk}/state/", {"to": "published"}).status_code == 404


def test_words_about_the_whole_are_read_by_those_who_take_part(bo, mei, sign_in):
    made = paper(bo, authors=[mei])
    sign_in(mei).post(f"/papers/{made.pk}/say/", {"text": "Shorter, please."})
    assert "Shorter, please." in sign_in(bo).get(made.get_absolute_url()).content.decode()
    failed = sign_in(mei).post(f"/papers/{made.pk}/say/", {"text": ""})
    assert failed.status_code == 200


def test_leaving_and_handing_over_by_forms(bo, mei, freja, sign_in):
    made = paper(bo, authors=[mei, freja])
    assert sign_in(bo).get(f"/papers/{made.pk}/leave/").status_code == 403
    row = made.authors.get(member=mei)
    assert sign_in(bo).post(f"/papers/{made.pk}/lead/", {"author": row.pk}).status_code == 302
    assert Paper.objects.get().lead == mei
    assert sign_in(bo).get(f"/papers/{made.pk}/leave/").status_code == 200
    sign_in(bo).post(f"/papers/{made.pk}/leave/")
    assert sign_in(bo).get(f"/papers/{made.pk}/").status_code == 404


def test_lists_cost_the_same_for_one_and_for_many(bo, mei, sign_in):
    browser = sign_in(bo)
    paper(bo, authors=[mei], cities=[bo.home_city])
    browser.get("/papers/?mine=1")
    with CaptureQueriesContext(connection) as few:
        browser.get("/papers/?mine=1")
    for number in range(6):
        paper(bo, f"Paper {number}", authors=[mei], cities=[bo.home_city, mei.home_city])
    browser.get("/papers/?mine=1")
    with CaptureQueriesContext(connection) as many:
        browser.get("/papers/?mine=1")
    assert len(many) <= len(few)
