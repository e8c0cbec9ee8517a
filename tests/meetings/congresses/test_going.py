"""Who goes, side meetings at the thresholds, meeting one other, notes afterwards, and what is left of it."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.calendar.models import Meeting
from meetings.congresses import actions, jobs, links
from meetings.congresses.models import Accepting, Congress, Note, Presence, Proposal
from network.access.rules import Denied
from network.activity.models import Activity
from tests.factories.congresses import congress

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(freja):
    """A confirmed congress of four days."""
    return congress(freja)


def test_going_is_said_changed_and_taken_back(there, mei):
    actions.go(there, by=mei, note="Coffee?")
    actions.go(there, by=mei, note="Tea?")
    assert Presence.objects.get().note == "Tea?"
    assert Activity.objects.filter(kind="congresses.going").count() == 1
    actions.stay(there, by=mei)
    actions.stay(there, by=mei)
    assert not Presence.objects.exists()


def test_only_members_see_who_goes(in_english, client, sign_in, there, mei, bo, xiu):
    actions.go(there, by=mei)
    address = there.get_absolute_url()
    assert "林梅" not in client.get(address).content.decode()
    assert "林梅" not in sign_in(xiu).get(address).content.decode()
    page = sign_in(bo).get(address).content.decode()
    assert "林梅" in page
    assert "Shanghai" in page


def test_days_lie_within_the_congress(there, mei):
    with pytest.raises(ValidationError):
        actions.go(there, by=mei, first_day=there.first_day - timedelta(days=1))
    with pytest.raises(ValidationError):
        actions.go(there, by=mei, first_day=there.last_day, last_day=there.first_day)
    assert not Presence.objects.exists()


def test_nobody_goes_to_what_is_over(there, mei):
    day = timezone.now().date() - timedelta(days=9)
    Congress.objects.filter(pk=there.pk).update(first_day=day, last_day=day)
    with pytest.raises(Denied):
        actions.go(there, by=mei)


# -- side meetings ---------------------------------------------------------------------------------------------------
def test_three_members_of_two_cities_are_enough_and_fewer_are_not(there, mei, yan, tao, bo):
    actions.go(there, by=mei)
    actions.go(there, by=bo)
    assert not Proposal.objects.exists(), "two members"
    actions.go(there, by=yan)
    proposal = Proposal.objects.get()
    assert set(proposal.acceptings.values_list("member", flat=True)) == {mei.pk, bo.pk, yan.pk}
    assert Activity.objects.get(kind="congresses.side_proposed").names == sorted([mei.pk, bo.pk, yan.pk])
    actions.go(there, by=tao)
    assert Proposal.objects.count() == 1
    assert proposal.acceptings.filter(member=tao).exists(), "who comes later is asked too"


def test_three_members_of_one_city_are_not_enough(there, bo, diego, carmen):
    for one in (bo, diego, carmen):
        actions.go(there, by=one)
    assert not Proposal.objects.exists()


def test_who_is_not_open_or_not_there_on_the_same_day_does_not_count(there, mei, bo, tao):
    actions.go(there, by=mei)
    actions.go(there, by=bo)
    actions.go(there, by=tao, is_open=False)
    assert not Proposal.objects.exists()
    actions.go(there, by=mei, last_day=there.first_day)
    actions.go(there, by=tao, first_day=there.last_day)
    assert not Proposal.objects.exists()
    actions.go(there, by=tao, first_day=there.first_day)
    assert Proposal.objects.get().day == there.first_day


def test_it_names_the_topic_that_enough_share(there, mei, bo, tao):
    for one in (mei, bo, tao):
        actions.go(there, by=one, topics=["distress", one.handle])
    assert Proposal.objects.get().topic == "distress"


def test_nothing_is_proposed_at_a_congress_that_is_not_confirmed(bo, mei, tao, freja):
    made = congress(bo)
    for one in (bo, mei, tao):
        actions.go(made, by=one)
    assert not Proposal.objects.exists()
    actions.confirm(made, by=freja)
    jobs.nightly()
    jobs.nightly()
    assert Proposal.objects.count() == 1
    assert Accepting.objects.count() == 3


def proposed(there, *people):
    for one in people:
        actions.go(there, by=one)
    return Proposal.objects.get()


def test_the_third_yes_makes_one_meeting_and_invites_all(there, mei, bo, tao, priya):
    proposal = proposed(there, mei, bo, tao, priya)
    actions.answer(proposal, by=mei, comes=True)
    actions.answer(proposal, by=bo, comes=True)
    actions.answer(proposal, by=bo, comes=True)
    assert not Meeting.objects.exists()
    actions.answer(proposal, by=tao, comes=True)
    meeting = Meeting.objects.get()
    proposal.refresh_from_db()
    assert proposal.meeting == meeting
    assert (meeting.kind, meeting.mode, meeting.visibility) == ("side", "on_site", "invited")
    assert (meeting.zone, meeting.venue, meeting.day) == (there.zone, there.place, proposal.day)
    answers = dict(meeting.attendances.values_list("member__handle", "answer"))
    assert answers == {"mei": "yes", "bo": "yes", "tao": "yes", "priya": "none"}
    actions.answer(proposal, by=priya, comes=True)
    assert Meeting.objects.count() == 1
    assert meeting.attendances.get(member=priya).answer == "yes"
    actions.answer(proposal, by=priya, comes=False)
    assert meeting.attendances.get(member=priya).answer == "no"


def test_three_yes_of_one_city_make_no_meeting(there, mei, bo, diego, carmen):
    proposal = proposed(there, mei, bo, diego, carmen)
    for one in (bo, diego, carmen):
        actions.answer(proposal, by=one, comes=True)
    assert not Meeting.objects.exists()


def test_only_those_who_are_asked_answer(there, mei, bo, tao, priya):
    proposal = proposed(there, mei, bo, tao)
    with pytest.raises(Denied):
        actions.answer(proposal, by=priya, comes=True)


def test_a_mail_link_shows_one_button_and_only_its_click_counts(in_english, client, there, mei, bo, tao):
    proposal = proposed(there, mei, bo, tao)
    row = proposal.acceptings.get(member=bo)
    address = links.side_address(row)
    page = client.get(address)
    assert page.status_code == 200
    assert "I come" in page.content.decode()
    row.refresh_from_db()
    assert row.comes is None
    assert client.post(address, {"comes": "yes"}).status_code == 200
    row.refresh_from_db()
    assert row.comes is True
    assert client.get(address[:-4] + "aaa/").status_code == 410


def test_one_click_on_the_page_answers(in_english, sign_in, there, mei, bo, tao):
    proposed(there, mei, bo, tao)
    browser = sign_in(mei)
    assert "A side meeting" in browser.get(there.get_absolute_url()).content.decode()
    browser.post(f"/meetings/congresses/{there.pk}/side/", {"comes": "yes"})
    assert Accepting.objects.get(member=mei).comes is True


def test_what_did_not_come_about_lapses_and_is_not_proposed_again(there, mei, bo, tao):
    proposal = proposed(there, mei, bo, tao)
    Proposal.objects.filter(pk=proposal.pk).update(day=timezone.now().date())
    jobs.let_go()
    proposal.refresh_from_db()
    assert proposal.state == "lapsed"
    actions.look(there)
    assert Proposal.objects.count() == 1


def test_the_mail_names_day_hour_and_cities(in_english, there, mei, bo, tao):
    from network.digests.plugs import letter_of

    proposed(there, mei, bo, tao)
    template, context = letter_of(Activity.objects.get(kind="congresses.side_proposed"), bo)[:2]
    assert template == "congresses/mail/side"
    assert "18:00" in context["when"]
    assert context["people"] == 2
    assert "/meetings/congresses/side/" in context["address"]
    actions.answer(Proposal.objects.get(), by=bo, comes=True)
    assert not letter_of(Activity.objects.get(kind="congresses.side_proposed"), bo)


# -- two who meet ----------------------------------------------------------------------------------------------------
def test_two_who_both_go_arrange_to_meet_with_one_act(in_english, sign_in, there, mei, bo):
    actions.go(there, by=mei)
    actions.go(there, by=bo, first_day=there.first_day + timedelta(days=1))
    browser = sign_in(mei)
    address = f"/meetings/congresses/{there.pk}/meet/bo/"
    form = browser.get(address).context["form"]
    typed = {name: str(value) for name, value in form.initial.items()}
    assert typed["day"] == str(there.first_day + timedelta(days=1)), "the first day on which both are there"
    assert browser.post(address, typed | {"words": "Peer supporters"}).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.visibility, meeting.minutes) == ("bilateral", "invited", 30)
    assert set(meeting.attendances.values_list("member__handle", "answer")) == {("mei", "yes"), ("bo", "none")}
    again = browser.post(address, typed)
    assert again.status_code == 200
    assert "already" in again.content.decode()
    assert Meeting.objects.count() == 1


def test_nobody_is_met_who_does_not_go_or_does_not_wish_to(there, mei, bo, tao):
    words = {"day": there.first_day, "time": time(12, 30)}
    with pytest.raises(Denied):
        actions.arrange(there, by=mei, other=bo, **words)
    actions.go(there, by=mei)
    with pytest.raises(Denied):
        actions.arrange(there, by=mei, other=bo, **words)
    actions.go(there, by=bo, is_open=False)
    with pytest.raises(Denied):
        actions.arrange(there, by=mei, other=bo, **words)
    actions.go(there, by=tao, first_day=there.last_day)
    with pytest.raises(ValidationError):
        actions.arrange(there, by=mei, other=tao, **words)
    assert not Meeting.objects.exists()


def test_what_is_wrong_in_the_form_is_said_and_stays(in_english, sign_in, there, mei, bo):
    actions.go(there, by=mei)
    actions.go(there, by=bo)
    typed = {"day": "2020-01-01", "time": "12:30", "place": "At the fountain", "words": "About walking"}
    page = sign_in(mei).post(f"/meetings/congresses/{there.pk}/meet/bo/", typed).content.decode()
    assert "not both there" in page
    assert "At the fountain" in page
    assert "About walking" in page


# -- afterwards ------------------------------------------------------------------------------------------------------
def ended(there):
    day = timezone.now().date() - timedelta(days=2)
    Congress.objects.filter(pk=there.pk).update(first_day=day - timedelta(days=2), last_day=day)
    there.refresh_from_db()


def test_those_who_were_there_are_asked_once_for_notes(there, mei, bo):
    from network.desk.waiting import rows_for

    actions.go(there, by=mei)
    actions.go(there, by=bo)
    ended(there)
    actions.note(there, by=bo, text="We should try walking groups.")
    jobs.nightly()
    jobs.nightly()
    assert Activity.objects.get(kind="congresses.notes_asked").names == [mei.pk]
    assert any("/notes/" in row.address for rows in rows_for(mei).values() for row in rows)
    assert not rows_for(bo)


def test_notes_stand_on_the_page_for_members_and_can_be_changed_and_taken_away(client, sign_in, there, mei, bo, tao):
    actions.go(there, by=mei)
    ended(there)
    address = f"/meetings/congresses/{there.pk}/notes/"
    browser = sign_in(mei)
    assert browser.post(address, {"text": ""}).status_code == 200
    browser.post(address, {"text": "Walking groups work.", "link": "https://example.org/slides"})
    browser.post(address, {"text": "Walking groups work well.", "link": ""})
    assert Note.objects.get().text == "Walking groups work well."
    assert "Walking groups" in sign_in(tao).get(there.get_absolute_url()).content.decode()
    assert sign_in(bo).get(address).status_code == 403
    client.logout()
    assert "Walking groups" not in client.get(there.get_absolute_url()).content.decode()
    sign_in(mei).post(address, {"drop": "1"})
    assert not Note.objects.exists()


def test_erasure_takes_where_somebody_went_and_leaves_the_note(there, mei):
    from meetings.congresses.personal import erase, mine

    actions.go(there, by=mei)
    ended(there)
    actions.note(there, by=mei, text="It helped.")
    assert mine(mei)["going"][0]["congress"] == there.title
    erase(mei, keep_authorship=True)
    erase(mei, keep_authorship=True)
    assert not Presence.objects.exists()
    note = Note.objects.get()
    assert (note.member, note.credit, note.text) == (None, mei.get_full_name(), "It helped.")
