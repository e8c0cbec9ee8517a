"""Whoever stands in a series hears of each date that is added, moved or called off: once, with its calendar file."""

from collections import Counter
from datetime import date, time

import pytest

from meetings.calendar.actions import mailing, planning
from meetings.calendar.actions.planning import handover
from meetings.polls import actions as polling
from network.kit import jobs
from network.kit.models import Mail
from tests.factories import polls
from tests.meetings.calendar.mailing.test_letters import calendar_of, letters, lines_of

pytestmark = pytest.mark.django_db
WORDS = {"title": "Calls", "zone": "Europe/Copenhagen", "time": time(15), "minutes": 60}
GUEST = "ana@elsewhere.org"


@pytest.fixture(params=["by rule", "chosen"])
def calls(request, bo, mei, priya):
    """A series of Bo and Priya to which Mei and a guest are asked; their first mails are gone."""
    if request.param == "by rule":
        when = {"rrule": "FREQ=WEEKLY;COUNT=4", "first_day": date(2027, 3, 10)}
    else:
        when = {"dates": [date(2027, 3, 10), date(2027, 3, 19), date(2027, 4, 28), date(2027, 5, 5)]}
    row = planning.begin_series(by=bo, hosts=[priya], **when, **WORDS)
    mailing.invite_to_series(row, by=bo, members=[mei], addresses=[GUEST])
    sent()
    return row


def sent():
    """Return {(kind, address): how many} of the mails about invitations since the last time."""
    jobs.drain()
    rows = list(Mail.objects.filter(kind__startswith="calendar.").values_list("pk", "kind", "to"))
    Mail.objects.all().delete()
    return Counter((kind.removeprefix("calendar."), to) for _pk, kind, to in rows)


def test_a_date_that_is_added(calls, bo, mei):
    """An invitation each."""
    planning.add_date(calls, by=bo, day=date(2027, 6, 1))
    assert sent() == {("invited", mei.email): 1, ("invited", GUEST): 1}


def test_a_date_that_moves_and_one_that_is_called_off(calls, bo, mei, priya):
    """Once each, the other host too."""
    first, second, *_rest = calls.meetings.order_by("starts_at")
    planning.change(first, by=bo, time=time(17))
    assert sent() == dict.fromkeys([("updated", one) for one in (mei.email, GUEST, priya.email)], 1)
    planning.cancel(second, by=bo, reason="A holiday.")
    assert sent() == dict.fromkeys([("called_off", one) for one in (mei.email, GUEST, priya.email)], 1)


def test_all_that_follow_move(calls, bo, mei, priya):
    """By rule: the end of the one, the beginning of the other. Hosts, who run it, get no heap of mails."""
    third = calls.meetings.order_by("starts_at")[2]
    planning.change_following(third, by=bo, time=time(9))
    if calls.rrule:
        assert sent() == dict.fromkeys(
            [(kind, one) for kind in ("called_off", "invited") for one in (mei.email, GUEST)], 1
        )
    else:
        assert sent() == dict.fromkeys([("updated", one) for one in (mei.email, GUEST)], 2)


def test_the_end(calls, bo, mei):
    """By rule one mail; dates with a name of their own one by one."""
    planning.end_series(calls, by=bo, reason="Done.", after=date(2027, 3, 20))
    count = 1 if calls.rrule else 2
    assert sent() == dict.fromkeys([("called_off", one) for one in (mei.email, GUEST)], count)


def test_whoever_was_taken_off_hears_and_sees_nothing_more(calls, bo, mei):
    """Also where the words of the series change later."""
    mailing.take_off(calls.standings.get(member=mei), by=bo)
    sent()
    planning.change_series(calls, by=bo, about="What we do", visibility="invited")
    planning.add_date(calls, by=bo, day=date(2027, 6, 1))
    calls.refresh_from_db()
    assert sent() == {("invited", GUEST): 1}
    assert f"member:{mei.pk}" not in calls.audience


def test_a_poll_of_the_series_invites_each_once(calls, bo, mei, priya, freja):
    """Those who stand in it, those who were asked besides, and both hosts for their calendars."""
    poll = polls.sent(bo, [mei, priya, freja], guests=[(GUEST, "Ana")], series=calls, title="Extra call")
    polls.say(poll, mei, "no")
    jobs.drain()
    Mail.objects.all().delete()
    meeting = polling.close(poll, by=bo, slot=poll.slots.first())
    assert meeting.title == "Extra call" and meeting.attendances.get(member=mei).role == "optional"
    assert sent() == dict.fromkeys(
        [*(("invited", one) for one in (mei.email, GUEST, freja.email)), ("hosted", bo.email), ("hosted", priya.email)],
        1,
    )


def test_whoever_holds_it_from_now_on_has_it_in_their_calendar(in_english, calls, bo, freja):
    """By the mail that says so: of a series all of it, of a meeting that one; a date that moves later follows."""
    handover.hand_over(calls, to=freja, by=bo, instead_of=bo)
    ((_row, mail),) = letters("calendar.handed_over")
    assert mail["Subject"] == "“Calls” is yours to hold from now on"
    method, raw = calendar_of(mail)
    assert method == ("REQUEST" if calls.rrule else "PUBLISH") and str(calls.uid) in raw.decode()
    assert sent() == {("handed_over", freja.email): 1}
    planning.end_series(calls, by=freja, reason="Done.")
    assert ("called_off", freja.email) not in sent()


def test_a_meeting_that_is_handed_over(in_english, bo, freja):
    """A file where it lies ahead, words alone where it is over."""
    held = planning.plan(by=bo, title="One", zone="Europe/Copenhagen", day=date(2027, 3, 3), time=time(15), minutes=60)
    handover.hand_over(held, to=freja, by=bo, instead_of=bo)
    ((_row, mail),) = letters("calendar.handed_over")
    assert "ROLE=CHAIR" in lines_of(calendar_of(mail)[1])["ATTENDEE"][0]
    assert "Can you come" not in mail.get_body(("plain",)).get_content()
    over = planning.plan(by=bo, title="Two", zone="Europe/Copenhagen", day=date(2020, 3, 3), time=time(15), minutes=60)
    handover.hand_over(over, to=freja, by=bo, instead_of=bo)
    last = letters("calendar.handed_over")[-1][1]
    assert [part for part in last.walk() if part.get_content_type() == "text/calendar"] == []
