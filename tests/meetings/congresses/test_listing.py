"""The shared list: proposed by anyone, confirmed by coordinators, doubles taken together, past ones gone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.congresses import actions
from meetings.congresses.models import Congress, Note, Presence
from network.access.rules import Denied
from network.catalogue.models import Entry
from tests.factories.congresses import congress

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "World Diabetes Congress", "short_name": "IDF", "edition": "2099", "language": "en",
    "first_day": "2099-03-03", "last_day": "2099-03-05", "place": "Bangkok", "country": "TH", "zone": "Asia/Bangkok",
    "link": "https://example.org", "topics": [], "about": "",
}  # fmt: skip


def test_anyone_proposes_members_see_it_at_once_and_everybody_once_it_is_confirmed(client, sign_in, bo, freja, tao):
    made = congress(bo)
    assert made.is_proposed
    assert client.get(made.get_absolute_url()).status_code == 404
    assert not Entry.objects.filter(kind="congress").exists()
    assert sign_in(tao).get(made.get_absolute_url()).status_code == 200
    with pytest.raises(Denied):
        actions.confirm(made, by=tao)
    client.logout()
    actions.confirm(made, by=freja)
    actions.confirm(made, by=freja)
    assert client.get(made.get_absolute_url()).status_code == 200
    assert Entry.objects.filter(kind="congress", withdrawn_at=None).count() == 1


def test_a_coordinators_own_is_confirmed_at_once(freja):
    assert congress(freja).is_confirmed


def test_past_ones_leave_the_list_and_stand_under_past(client, freja):
    congress(freja, name="Soon there")
    old = congress(freja, name="Long over")
    Congress.objects.filter(pk=old.pk).update(first_day=date(2020, 1, 1), last_day=date(2020, 1, 3))
    page = client.get("/meetings/congresses/").content.decode()
    assert "Soon there" in page
    assert "Long over" not in page
    page = client.get("/meetings/congresses/?past=1").content.decode()
    assert "Long over" in page
    assert "Soon there" not in page


def test_declining_needs_a_reason_that_the_proposer_reads(client, sign_in, bo, freja):
    from network.activity.models import Activity

    made = congress(bo)
    with pytest.raises(ValidationError):
        actions.decline(made, by=freja, reason=" ")
    actions.decline(made, by=freja, reason="It is about another field.")
    told = Activity.objects.get(kind="congresses.declined")
    assert told.names == [bo.pk]
    assert told.detail["reason"] == "It is about another field."
    assert sign_in(bo).get(made.get_absolute_url()).status_code == 404
    with pytest.raises(Denied):
        actions.decline(made, by=freja, reason="Again.")


def test_doubles_become_one_with_all_who_go_and_all_notes(client, bo, mei, freja, tao):
    one = congress(freja, name="World Diabetes Congress")
    two = congress(bo, name="IDF Congress", confirmed_by=freja)
    actions.go(one, by=tao)
    actions.go(two, by=tao)
    actions.go(two, by=mei, first_day=two.last_day)
    Note.objects.create(congress=two, member=mei, text="Good.")
    kept = actions.merge(two, into=one, by=freja)
    assert kept.pk == one.pk
    assert set(Presence.objects.filter(congress=one).values_list("member", flat=True)) == {tao.pk, mei.pk}
    assert Presence.objects.get(member=mei).first_day == two.last_day
    assert one.notes.get().text == "Good."
    assert client.get(two.get_absolute_url())["Location"] == one.get_absolute_url()
    assert Entry.objects.filter(kind="congress", withdrawn_at=None).count() == 1
    with pytest.raises(Denied):
        actions.merge(one, into=one, by=freja)


def test_new_days_keep_everybody_within_and_tell_those_who_go(freja, mei):
    from network.activity.models import Activity

    made = congress(freja, days=4)
    actions.go(made, by=mei, first_day=made.first_day, last_day=made.first_day + timedelta(days=1))
    later = made.first_day + timedelta(days=1)
    actions.revise(made, by=freja, first_day=later)
    row = Presence.objects.get(member=mei)
    assert (row.first_day, row.last_day) == (later, later)
    assert Activity.objects.get(kind="congresses.moved").names == [mei.pk]


def test_the_proposer_may_mend_it_until_it_is_confirmed(bo, freja):
    made = congress(bo)
    actions.revise(made, by=bo, place="Lisbon")
    actions.confirm(made, by=freja)
    with pytest.raises(Denied):
        actions.revise(made, by=bo, place="Rome")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"last_day": "2099-03-01"}, "ends before it begins"),
        ({"first_day": "2020-01-01", "last_day": "2020-01-02"}, "is over"),
        ({"zone": "Asia/Nowhere"}, "valid choice"),
        ({"country": "th"}, "Two capital letters"),
        ({"name": ""}, "required"),
        ({"link": "not a link"}, "valid URL"),
        ({"last_day": "2099-06-01"}, "a month at most"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_typed_is_lost(in_english, sign_in, bo, change, word):
    page = sign_in(bo).post("/meetings/congresses/new/", TYPED | change)
    assert page.status_code == 200
    text = page.content.decode()
    assert word in text
    assert "Bangkok" in text
    assert not Congress.objects.exists()


def test_proposing_and_changing_by_the_forms(in_english, sign_in, bo, freja):
    answer = sign_in(bo).post("/meetings/congresses/new/", TYPED)
    made = Congress.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.title, made.first_day) == ("IDF 2099", date(2099, 3, 3))
    browser = sign_in(freja)
    assert browser.post(f"/meetings/congresses/{made.pk}/edit/", TYPED | {"place": "Phuket"}).status_code == 302
    assert browser.post(f"/meetings/congresses/{made.pk}/confirm/").status_code == 302
    made.refresh_from_db()
    assert (made.place, made.is_confirmed) == ("Phuket", True)


def test_it_waits_on_the_desks_of_coordinators_alone(bo, freja, tao):
    from network.desk.waiting import rows_for

    congress(bo)
    assert any("World Diabetes Congress" in row.sentence for rows in rows_for(freja).values() for row in rows)
    assert not rows_for(tao)
