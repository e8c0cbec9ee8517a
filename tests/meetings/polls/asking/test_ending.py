"""One poll makes one meeting, however many click; nobody waits without an outcome."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from meetings.calendar.models import Attendance, Meeting
from meetings.polls import actions
from meetings.polls.models import TimePoll
from meetings.polls.queries.ranking import ranked
from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import jobs
from network.kit.clock import now
from network.kit.models import Mail
from tests.factories import meetings, polls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_closing_makes_the_meeting_and_invites(mei, bo, priya):
    """The chosen slot in the poll's zone, everybody invited with the calendar file, guests too; those who said no may
    stay away.
    """
    poll = polls.sent(mei, [bo, priya], guests=[("ana@elsewhere.org", "Ana")], title="Evaluation", about="How it went")
    polls.say(poll, bo, "yes", "no", "if")
    polls.say(poll, priya, "no", "yes", "no")
    slot = poll.slots.first()
    meeting = actions.close(poll, by=mei, slot=slot)
    assert meeting.is_just_made
    assert (meeting.starts_at, meeting.zone, meeting.minutes) == (slot.starts_at, "Europe/Copenhagen", 60)
    assert (meeting.title, meeting.about, meeting.organiser) == ("Evaluation", "How it went", mei)
    roles = dict(Attendance.objects.filter(meeting=meeting).values_list("member__handle", "role"))
    assert roles == {"mei": "host", "bo": "asked", "priya": "optional", None: "asked"}
    poll.refresh_from_db()
    assert (poll.state, poll.meeting, poll.slot, poll.ended_by) == ("closed", meeting, slot, mei)
    jobs.drain()
    sent = Mail.objects.filter(to="ana@elsewhere.org", kind__startswith="calendar")
    assert any(b"text/calendar" in bytes(mail.raw) for mail in sent)
    with pytest.raises(Denied, match="closed"):
        polls.say(poll, bo, "no")


def test_the_second_click_gets_the_same_meeting(mei, bo):
    """Also with another slot: the first stands."""
    poll = polls.sent(mei, [bo])
    first, second, _third = poll.slots.all()
    meeting = actions.close(poll, by=mei, slot=first)
    again = actions.close(TimePoll.objects.get(pk=poll.pk), by=mei, slot=second)
    assert again == meeting and not again.is_just_made
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one_meeting(mei, bo):
    """Ten threads that close one poll, with all its slots: one meeting, one of them made it."""
    poll = polls.sent(mei, [bo])
    slots = list(poll.slots.all())
    found, start = [], threading.Barrier(10)

    def click(number):
        try:
            start.wait()
            meeting = actions.close(TimePoll.objects.get(pk=poll.pk), by=mei, slot=slots[number % 3])
            found.append((meeting.pk, meeting.is_just_made))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Meeting.objects.count() == 1
    assert len(found) == 10 and len({pk for pk, _made in found}) == 1
    assert sum(made for _pk, made in found) == 1


def test_a_date_of_a_series_joins_it(mei, bo):
    """By the series' clock, wherever the poll was thought."""
    series = meetings.series(mei, dates=[date(2027, 1, 6)])
    poll = polls.sent(mei, [bo], series=series, zone="Asia/Shanghai", title="Extra call")
    slot = poll.slots.first()
    meeting = actions.close(poll, by=mei, slot=slot)
    assert (meeting.series, meeting.starts_at, meeting.zone) == (series, slot.starts_at, "Europe/Copenhagen")
    assert meeting.title == "Extra call"
    assert Attendance.objects.filter(meeting=meeting, member=bo).exists()


def test_days_make_a_meeting_of_a_day(mei, bo):
    """A date without an hour and without a zone stays that date."""
    poll = polls.draft(mei, [bo], hours=(), is_dates=True)
    day = date(2027, 6, 14)
    actions.propose(poll, by=mei, days=[day])
    poll = actions.send(poll, by=mei, closes_at=now() + timedelta(days=3))
    meeting = actions.close(poll, by=mei, slot=poll.slots.get())
    assert meeting.all_day and (meeting.day, meeting.last_day) == (day, day)


def test_the_best_time_by_the_rule(mei, bo, priya, freja):
    """Those who must be there first, then the fewest no, then whoever has it hardest, then the most yes; ties shown."""
    people = [mei, bo, priya, freja]
    poll = polls.sent(mei, people, hours=(9, 13, 14, 16), must=[bo])
    nine, thirteen, fourteen, sixteen = poll.slots.all()
    polls.say(poll, bo, "no", "if", "yes", "yes")
    polls.say(poll, priya, "yes", "yes", "no", "yes")
    polls.say(poll, freja, "yes", "yes", "yes", "no")
    order = [one.slot for one in ranked(poll)]
    assert order[-1] == nine and order[0] == thirteen
    assert {order[1], order[2]} == {fourteen, sixteen}
    assert ranked(poll)[0].is_enough and not ranked(poll)[-1].is_enough


def test_a_tie_is_shown(mei, freja, nova):
    """Two that are exactly as good are both marked."""
    poll = polls.sent(freja, [nova], hours=(10, 13))
    assert [one.is_tied for one in ranked(poll)] == [True, True]
    polls.say(poll, nova, "if", "no")
    assert [one.is_tied for one in ranked(poll)] == [False, False]


def test_when_the_time_is_over_those_who_ask_are_told_once(mei, bo):
    """The mail proposes the best; the poll waits for a choice; no answers come in any more."""
    poll = polls.sent(mei, [bo])
    polls.say(poll, bo, "no", "yes", "no")
    Activity.objects.all().delete()
    late = poll.closes_at + timedelta(seconds=1)
    assert actions.over(poll, at=poll.closes_at - timedelta(hours=1)) is None
    assert not Activity.objects.filter(kind="polls.due").exists()
    actions.over(poll, at=late)
    actions.over(poll, at=late)
    assert Activity.objects.filter(kind="polls.due").count() == 1
    assert TimePoll.objects.get(pk=poll.pk).is_open
    TimePoll.objects.filter(pk=poll.pk).update(closes_at=now() - timedelta(seconds=1))
    with pytest.raises(Denied, match="over"):
        polls.say(poll, bo, "yes")


def test_it_closes_by_itself_where_that_was_wished(mei, bo, priya):
    """The best time that enough can come to; else those who ask are asked."""
    poll = polls.sent(mei, [bo, priya], rules={"closes_itself": True, "quorum": 2})
    polls.say(poll, bo, "no", "yes", "no")
    assert actions.over(poll, at=poll.closes_at) is None
    assert Meeting.objects.count() == 0
    TimePoll.objects.update(proposed_at=None)
    polls.say(poll, priya, "no", "if", "yes")
    meeting = actions.over(poll, at=poll.closes_at)
    assert meeting.starts_at == list(poll.slots.all())[1].starts_at
    poll.refresh_from_db()
    assert poll.state == "closed" and poll.ended_by is None


def test_called_off_is_told(mei, bo):
    """Members and guests hear of it with the reason; nothing is made, nothing taken any more."""
    poll = polls.sent(mei, [bo], guests=[("ana@elsewhere.org", "")])
    jobs.drain()
    Mail.objects.all().delete()
    with pytest.raises(Denied, match="why"):
        actions.call_off(poll, by=mei, reason=" ")
    actions.call_off(poll, by=mei, reason="The funding ended")
    jobs.drain()
    assert set(Mail.objects.values_list("to", flat=True)) == {bo.email, "ana@elsewhere.org"}
    poll.refresh_from_db()
    assert poll.state == "called_off" and not Meeting.objects.exists()
    with pytest.raises(Denied, match="called off"):
        actions.close(poll, by=mei, slot=poll.slots.first())


def test_only_those_who_ask_close(mei, bo):
    """An invitee may not; a past slot is no choice."""
    poll = polls.sent(mei, [bo])
    with pytest.raises(Denied):
        actions.close(poll, by=bo, slot=poll.slots.first())
    slot = poll.slots.first()
    with pytest.raises(Denied, match="past"):
        actions.close(poll, by=mei, slot=slot, at=slot.starts_at)
    assert connection.in_atomic_block
