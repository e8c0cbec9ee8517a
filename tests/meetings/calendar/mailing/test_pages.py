"""Pages: inviting, answering signed in and by the link of a mail, who comes, what waits on desks."""

import re
from datetime import date, time, timedelta
from email import message_from_bytes, policy

import pytest
from django.test import Client

from meetings.calendar.actions import mailing, planning
from meetings.calendar.actions.mailing import reminding
from meetings.calendar.models import Attendance, Meeting, Proposal
from network.activity.models import Activity
from network.desk import waiting
from network.kit import jobs
from network.kit.clock import now
from network.kit.models import Job, Mail
from tests.factories import meetings

pytestmark = pytest.mark.django_db


def links_in(letter):
    """Return {word of the button: address} of a mail that invites."""
    words = message_from_bytes(bytes(letter.raw), policy=policy.default).get_body(("plain",)).get_content()
    found = re.findall(r"(/meetings/answer/[\w:-]+/)", words)
    return dict(zip(("yes", "maybe", "no"), found[-3:], strict=True))


@pytest.fixture
def asked(in_english, bo, mei):
    """(meeting, {button: address}) of an invitation to Mei."""
    held = meetings.meeting(bo)
    mailing.invite(held, by=bo, members=[mei])
    jobs.drain()
    return held, links_in(Mail.objects.get(kind="calendar.invited"))


def test_a_link_shows_one_button_and_only_a_post_answers(asked, mei):
    """Scanners that fetch links change nothing; no cookie is needed; the page tells nobody its address."""
    held, links = asked
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(links["yes"])
    assert page.status_code == 200 and page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert page.text.count('class="btn do"') == 1
    assert held.attendances.get(member=mei).answer == "none"
    done = browser.post(links["yes"], {"note": "Gladly"})
    assert done.status_code == 200 and "Yes, I come" in done.text
    row = held.attendances.get(member=mei)
    assert (row.answer, row.answer_how, row.answer_note) == ("yes", "link", "Gladly")
    assert browser.post(links["yes"], {"answer": "no"}).status_code == 200
    assert held.attendances.get(member=mei).answer == "no"
    assert browser.post(links["yes"], {"answer": "whatever"}).status_code == 409


def test_an_old_link_says_how_it_is_now(asked, bo, mei):
    """Moved: the new hour, and the old link answers nothing; its page leads to a fresh one. Over: it says so."""
    held, links = asked
    planning.change(held, by=bo, time=time(9))
    page = Client().get(links["yes"])
    assert "was changed since that mail" in page.text and "16:00" in page.text
    refused = Client().post(links["yes"])
    assert refused.status_code == 409 and "moved" in refused.text
    assert held.attendances.get(member=mei).answer == "none"
    fresh = re.search(r'action="https?://[^/]+(/meetings/answer/[\w:-]+/)"', page.text)[1]
    assert Client().post(fresh, {"answer": "maybe"}).status_code == 200
    assert held.attendances.get(member=mei).answer == "maybe"
    planning.cancel(held, by=bo, reason="The room is flooded.")
    assert "flooded" in Client().get(fresh).text
    assert Client().post(fresh, {"answer": "yes"}).status_code == 409
    assert Client().get("/meetings/answer/nonsense/").status_code == 410
    assert Client().get(links["yes"].replace("/answer/", "/confirm/")).status_code == 410


def test_a_guest_joins_by_the_own_page_when_it_is_near(bo, client):
    """Nobody else sees the link; before it is time the page says from when."""
    held = meetings.meeting(bo, join_url="https://meet.example/secret-room")
    (row,) = mailing.invite(held, by=bo, addresses=["guest@example.com"])
    jobs.drain()
    links = links_in(Mail.objects.get(to="guest@example.com"))
    assert "secret-room" not in client.get(links["yes"]).text
    Meeting.objects.filter(pk=held.pk).update(
        starts_at=now() + timedelta(minutes=9), ends_at=now() + timedelta(hours=1)
    )
    assert "secret-room" in client.get(links["yes"]).text
    mailing.take_off(row, by=bo)
    assert "secret-room" not in client.get(links["yes"]).text


def test_answering_signed_in(in_english, bo, mei, priya, sign_in):
    """With a word, on site or online; for one date or the series; what was typed stays where it fails."""
    held = meetings.meeting(bo, people=[mei], mode="both")
    browser = sign_in(mei)
    assert "What will you" not in browser.get(f"/meetings/{held.pk}/answer/").text
    wrong = browser.post(f"/meetings/{held.pk}/answer/", {"note": "half a word"})
    assert wrong.status_code == 422 and "half a word" in wrong.text
    stale = browser.post(f"/meetings/{held.pk}/answer/", {"answer": "yes", "sequence": "0"})
    assert stale.status_code == 302
    browser.post(
        f"/meetings/{held.pk}/answer/", {"answer": "yes", "mode": "online", "note": "From home", "sequence": "0"}
    )
    row = held.attendances.get(member=mei)
    assert (row.answer, row.mode, row.answer_note, row.answer_how) == ("yes", "online", "From home", "page")
    planning.change(held, by=bo, time=time(9))
    late = browser.post(f"/meetings/{held.pk}/answer/", {"answer": "no", "sequence": "0"})
    assert late.status_code == 409 and "moved" in late.text
    assert sign_in(priya).get(f"/meetings/{held.pk}/answer/").status_code == 404


def test_a_series_is_answered_on_the_page_of_a_date(bo, mei, sign_in):
    """All coming dates at once."""
    row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=3", title="Calls", zone="Europe/Copenhagen",
                                first_day=date(2027, 3, 10), time=time(15), minutes=60)  # fmt: skip
    mailing.invite_to_series(row, by=bo, members=[mei])
    first = row.meetings.order_by("starts_at").first()
    assert waiting.count_for(mei) == 1
    sign_in(mei).post(f"/meetings/{first.pk}/answer/", {"answer": "maybe", "scope": "all"})
    assert set(Attendance.objects.filter(member=mei).values_list("answer", flat=True)) == {"maybe"}


def test_hosts_invite_by_name_city_and_address(in_english, bo, mei, yan, priya, sign_in):
    """Found by name, a whole city, guests by address; what is no address is named and nothing typed is lost."""
    held = meetings.meeting(bo)
    address = f"/meetings/{held.pk}/people/"
    browser = sign_in(bo)
    assert "Priya Sandhu" in browser.get(address, {"q": "priya"}).text
    browser.post(address, {"act": "member", "member": str(priya.pk), "role": "speaker"})
    browser.post(address, {"act": "city", "city": "shanghai"})
    wrong = browser.post(address, {"act": "guests", "addresses": "ana@example.com, nonsense", "role": "asked"})
    assert wrong.status_code == 422 and "ana@example.com, nonsense" in wrong.text
    browser.post(address, {"act": "guests", "addresses": "Ana <ana@example.com>", "role": "optional", "language": "es"})
    told = {(row.member.handle if row.member else row.address, row.role) for row in held.attendances.all()}
    assert told == {("bo", "host"), ("priya", "speaker"), ("mei", "asked"), ("yan", "asked"),
                    ("ana@example.com", "optional")}  # fmt: skip
    row = held.attendances.get(member=yan)
    assert browser.get(f"{address}{row.pk}/off/").status_code == 200
    browser.post(f"{address}{row.pk}/off/")
    assert held.attendances.get(member=yan).removed_at is not None
    browser.post(address, {"act": "member", "member": "9" * 15})
    for act in ("member", "city", "group"):
        assert browser.post(address, {"act": act, "member": "x", "city": "x", "group": "1"}).status_code in (302, 404)


def test_those_who_take_part_see_who_comes_others_do_not(in_english, bo, mei, priya, tao, sign_in):
    """No notes, no addresses, no list of those who declined."""
    held = meetings.meeting(bo, people=[mei, priya])
    mailing.answer(held.attendances.get(member=mei), "yes", by=mei, note="private words")
    page = sign_in(priya).get(f"/meetings/{held.pk}/people/").text
    assert "Mei Lin" in page and "private words" not in page
    assert sign_in(tao).get(f"/meetings/{held.pk}/people/").status_code == 403
    shown = sign_in(bo).get(f"/meetings/{held.pk}/people/").text
    assert "private words" in shown and "on the page" in shown


def test_the_page_of_the_meeting_shows_my_answer_and_counts(in_english, bo, mei, tao, sign_in):
    """Three buttons until I answered; counts for whoever sees the meeting."""
    held = meetings.meeting(bo, people=[mei])
    page = sign_in(mei).get(held.get_absolute_url()).text
    assert page.count('name="answer"') == 3 and 'id="my-answer"' in page
    mailing.answer(held.attendances.get(member=mei), "yes", by=mei)
    assert "Your answer now" in sign_in(mei).get(held.get_absolute_url()).text
    page = sign_in(tao).get(held.get_absolute_url()).text
    assert 'id="who"' in page and 'id="my-answer"' not in page


def test_an_invitation_waits_on_the_desk_until_it_is_answered(in_english, bo, mei, sign_in):
    """And again once the meeting was moved; a proposal waits for the host."""
    held = meetings.meeting(bo, people=[mei])
    said = [row.sentence for rows in waiting.rows_for(mei).values() for row in rows]
    assert said == ["Bo Carter invites you to “Peer support, what next?”"]
    mailing.answer(held.attendances.get(member=mei), "yes", by=mei)
    assert waiting.rows_for(mei) == {}
    planning.change(held, by=bo, time=time(9))
    assert "was moved" in waiting.rows_for(mei)["people"][0].sentence
    Proposal.objects.create(kind="guest", meeting=held, address="guest@example.net")
    assert any("somebody else" in row.sentence.lower() for row in waiting.rows_for(bo)["people"])


def test_hosts_ask_again_at_most_twice_and_not_within_two_days(bo, mei, priya, sign_in):
    """Only those who have not answered."""
    held = meetings.meeting(bo, people=[mei, priya])
    mailing.answer(held.attendances.get(member=priya), "no", by=priya)
    assert mailing.ask_again(held, by=bo) == 0
    for _turn in range(3):
        held.attendances.update(asked_at=now() - timedelta(days=9), asked_again_at=None)
        sign_in(bo).post(f"/meetings/{held.pk}/people/ask-again/")
    told = Activity.objects.filter(kind="calendar.asked_again")
    assert [one.names for one in told] == [[mei.pk], [mei.pk]]


def test_the_portal_reminds_once_three_days_before_in_their_daytime(bo, mei):
    """In Shanghai's day for Mei; not whoever answered meanwhile."""
    held = meetings.meeting(bo, people=[mei])
    start = now() + timedelta(days=4)
    Meeting.objects.filter(pk=held.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))
    held.attendances.update(asked_at=now() - timedelta(days=9))
    assert reminding.plan() == 1 and reminding.plan() == 1
    job = Job.objects.get(kind="calendar.remind")
    there = job.not_before.astimezone(reminding.zone_of(held.attendances.get(member=mei)))
    assert 9 <= there.hour < 17 and job.not_before >= start - timedelta(days=3)
    assert reminding.remind(job.payload["row"]) and not reminding.remind(job.payload["row"])
    assert Activity.objects.filter(kind="calendar.asked_again").count() == 1


def test_a_digest_reads_who_said_what(in_english, bo, mei):
    """As long as it is the answer that stands."""
    from network.digests import plugs

    held = meetings.meeting(bo, people=[mei])
    row = held.attendances.get(member=mei)
    mailing.answer(row, "yes", by=mei)
    told = Activity.objects.get(kind="calendar.answered")
    assert plugs.line(told, None, bo) == "Mei Lin comes to “Peer support, what next?”" or "comes to" in plugs.line(
        told, None, bo
    )
    assert plugs.still_stands(told)
    mailing.answer(row, "no", by=mei)
    assert not plugs.still_stands(told)


def test_administrators_see_what_became_of_mails(bo, nova, sign_in):
    """Others do not."""
    from meetings.calendar.actions.mailing import receiving

    receiving.take_in(b"From: who@example.net\r\n\r\nhello")
    assert "who@example.net" in sign_in(nova).get("/meetings/mail/").text
    assert sign_in(bo).get("/meetings/mail/").status_code == 403
