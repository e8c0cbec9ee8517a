"""Asking for a meeting: what becomes of it, and what keeps it from being a nuisance."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.calendar.models import Meeting
from meetings.introductions import jobs
from meetings.introductions.actions import asking, openness
from meetings.introductions.models import Request
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.kit.models import Mail
from tests.factories.meetings import meeting

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SLOTS = [NOW + timedelta(days=n, hours=2) for n in (3, 4, 5)]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch, in_english):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def ask(by, receiver, **more):
    return asking.ask(receiver, by=by, purpose="Walking groups on hills", **({"starts": SLOTS} | more))


def told(kind):
    return Activity.objects.filter(kind=f"introductions.{kind}")


# -- the way of a request ----------------------------------------------------------------------------------------
def test_accepting_makes_one_meeting_of_the_two_and_both_calendars_get_it(bo, mei, drain):
    request = asking.accept(ask(bo, mei), by=mei, start=SLOTS[1])
    made = request.meeting
    assert Meeting.objects.count() == 1
    assert (made.kind, made.visibility, made.starts_at, made.minutes) == ("bilateral", "invited", SLOTS[1], 25)
    assert made.zone == "America/Chicago"
    assert {(row.member_id, row.answer) for row in made.attendances.all()} == {(bo.pk, "yes"), (mei.pk, "yes")}
    assert set(made.audience) == {f"member:{bo.pk}", f"member:{mei.pk}"}
    drain()
    for one in (bo, mei):
        (letter,) = [row for row in Mail.objects.filter(member=one) if b"text/calendar" in bytes(row.raw)]
        parts = [part for part in message_from_bytes(bytes(letter.raw)).walk()
                 if part.get_content_type() == "text/calendar"]  # fmt: skip
        assert parts[0].get_param("method") == "REQUEST"
        assert f"UID:{made.uid}".encode() in parts[0].get_payload(decode=True)


def test_a_request_is_answered_once(bo, mei):
    request = ask(bo, mei)
    asking.accept(request, by=mei, start=SLOTS[0])
    for again in (lambda: asking.accept(request, by=mei, start=SLOTS[1]), lambda: asking.decline(request, by=mei)):
        with pytest.raises(Denied):
            again()
    assert Meeting.objects.count() == 1


def test_only_what_was_proposed_is_accepted(bo, mei):
    with pytest.raises(ValidationError):
        asking.accept(ask(bo, mei), by=mei, start=SLOTS[0] + timedelta(hours=1))
    assert Meeting.objects.count() == 0


def test_you_choose_lets_the_other_name_any_time(bo, mei):
    request = ask(bo, mei, starts=(), you_choose=True)
    start = NOW + timedelta(days=9)
    assert asking.accept(request, by=mei, start=start).meeting.starts_at == start


def test_other_times_turn_the_question_round(bo, mei):
    request = ask(bo, mei)
    other = [NOW + timedelta(days=8)]
    request = asking.propose(request, by=mei, starts=other)
    assert told("proposed").get().names == [bo.pk]
    with pytest.raises(Denied):
        asking.accept(request, by=mei, start=other[0])
    with pytest.raises(ValidationError):
        asking.accept(request, by=bo, start=SLOTS[0])
    assert asking.accept(request, by=bo, start=other[0]).state == "accepted"


def test_times_do_not_go_to_and_fro_for_ever(bo, mei):
    request = ask(bo, mei)
    for n, by in enumerate((mei, bo, mei)):
        request = asking.propose(request, by=by, starts=[NOW + timedelta(days=10 + n)])
    with pytest.raises(ValidationError):
        asking.propose(request, by=bo, starts=[NOW + timedelta(days=20)])


@pytest.mark.parametrize("starts", [[], [NOW - timedelta(hours=1)], [NOW + timedelta(days=n) for n in range(1, 5)]])
def test_impossible_times_are_refused(bo, mei, starts):
    with pytest.raises(ValidationError):
        ask(bo, mei, starts=starts)
    assert Request.objects.count() == 0


def test_nobody_is_double_booked(bo, mei, yan):
    meeting(mei, title="Taken", day=SLOTS[0].date(), at=SLOTS[0].time(), zone="UTC", people=[yan])
    request = ask(bo, mei)
    with pytest.raises(ValidationError, match="Taken"):
        asking.accept(request, by=mei, start=SLOTS[0])
    # Touching is not overlapping.
    touching = ask(bo, yan, starts=[SLOTS[0] - timedelta(minutes=25)])
    assert asking.accept(touching, by=yan, start=SLOTS[0] - timedelta(minutes=25)).state == "accepted"


def test_a_refusal_needs_no_reason_and_says_none(bo, mei, drain, outbox):
    asking.decline(ask(bo, mei), by=mei)
    drain()
    (letter,) = [one for one in outbox(bo.email) if "cannot meet you" in one["Subject"]]
    assert "this time" in letter["Subject"]
    assert Request.objects.get().state == "declined"


def test_withdrawing_takes_it_off_the_desk(bo, mei, sign_in):
    request = ask(bo, mei)
    assert b"asks you for a meeting" in sign_in(mei).get("/desk/").content
    with pytest.raises(Denied):
        asking.withdraw(request, by=mei)
    asking.withdraw(request, by=bo)
    assert b"asks you for a meeting" not in sign_in(mei).get("/desk/").content


# -- against nuisance --------------------------------------------------------------------------------------------
def test_five_requests_of_one_may_wait(bo, mei, tao, yan, freja, nova, priya):
    for one in (mei, tao, yan, freja, nova):
        ask(bo, one)
    with pytest.raises(Denied, match="Five"):
        ask(bo, priya)
    asking.withdraw(Request.objects.get(receiver=tao), by=bo)
    ask(bo, priya)


def test_one_request_between_two_at_a_time(bo, mei):
    ask(bo, mei)
    with pytest.raises(Denied, match="asked already"):
        ask(bo, mei)
    with pytest.raises(Denied, match="answer that first"):
        ask(mei, bo)


def test_a_week_that_is_full_a_pause_and_a_block_read_the_same(bo, mei, tao, yan, freja, priya):
    plain = "This member takes no requests just now."
    for one in (tao, yan, freja):
        ask(one, mei)
    reasons = {str(may(bo, "introductions.ask", mei).reason)}
    openness.set_openness(tao, a_week=3, paused_until=date(2027, 3, 9))
    reasons.add(str(may(bo, "introductions.ask", tao).reason))
    openness.block(bo, by=priya)
    reasons.add(str(may(bo, "introductions.ask", priya).reason))
    openness.set_openness(yan, a_week=0)
    reasons.add(str(may(bo, "introductions.ask", yan).reason))
    assert reasons == {plain}
    assert may(freja, "introductions.ask", priya)
    openness.unblock(bo, by=priya)
    assert may(bo, "introductions.ask", priya)


def test_a_pause_ends_on_the_members_own_day(bo, tao, monkeypatch):
    openness.set_openness(tao, a_week=3, paused_until=date(2027, 3, 2))
    assert not may(bo, "introductions.ask", tao)
    # Midnight of 2 March in Tianjin is 16:00 of the day before in UTC.
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=4, minutes=1))
    assert may(bo, "introductions.ask", tao)


def test_a_block_ends_what_waits_in_silence(bo, mei, drain, outbox):
    ask(bo, mei)
    drain()
    before = len(outbox(bo.email))
    openness.block(bo, by=mei)
    drain()
    assert Request.objects.get().state == "declined"
    assert len(outbox(bo.email)) == before


def test_who_may_not_ask(xiu, bo, ex, mei):
    for by, whom in ((xiu, mei), (bo, xiu), (bo, ex), (bo, bo)):
        assert not may(by, "introductions.ask", whom)


# -- by itself ---------------------------------------------------------------------------------------------------
def test_a_reminder_comes_once_and_after_14_days_it_closes_with_a_word(bo, mei, drain, outbox, monkeypatch):
    ask(bo, mei)
    for day in range(17):
        moment = NOW + timedelta(days=day)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        jobs.look_after(moment)
    assert told("reminded").count() == 1
    assert told("over").get().names == [bo.pk]
    assert Request.objects.get().state == "over"
    drain()
    assert any("is closed" in one["Subject"] for one in outbox(bo.email))
    with pytest.raises(Denied):
        asking.accept(Request.objects.get(), by=mei, start=SLOTS[0])


def test_the_mail_says_the_times_in_the_readers_hours(bo, mei, drain, outbox):
    ask(bo, mei)
    drain()
    (letter,) = outbox(mei.email)
    text = letter.get_body(("plain",)).get_content()
    assert "Walking groups on hills" in text
    assert "Thu 4 March 2027, 22:00–22:25 Shanghai (UTC+8) · 08:00–08:25 Houston (UTC−6)" in text
    assert "/meetings/requests/mail/" in text


def test_whoever_is_not_of_the_two_sees_nothing(bo, mei, yan, carmen, nova):
    request = ask(bo, mei)
    assert set(Request.objects.visible_to(bo)) == {request} == set(Request.objects.visible_to(mei))
    for other in (yan, carmen, nova, None):
        assert not Request.objects.visible_to(other).exists()


def test_an_unused_hour_is_never_made(bo, mei):
    """Three people press at once: the row lock lets one through (the rest read that it was answered)."""
    request = ask(bo, mei)
    stale = Request.objects.get(pk=request.pk)
    asking.accept(request, by=mei, start=SLOTS[0])
    with pytest.raises(Denied):
        asking.accept(stale, by=mei, start=SLOTS[0])
