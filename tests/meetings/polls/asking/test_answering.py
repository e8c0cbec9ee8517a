"""Answers: changed until the end, each change kept; reminders once, by day, to those alone who have not answered."""

from datetime import timedelta

import pytest

from meetings.calendar import times
from meetings.polls import actions
from meetings.polls.jobs.polls import by_day, reminder_at, send_reminder
from meetings.polls.models import Invitee, TimePoll, Vote, VoteChange
from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import jobs
from network.kit.clock import now
from network.kit.models import Job, Mail
from tests.factories import polls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_answers_change_and_every_change_is_kept(mei, bo):
    """Yes, then no, then taken back."""
    poll = polls.sent(mei, [bo])
    polls.say(poll, bo, "yes", "if")
    polls.say(poll, bo, "no", "if")
    polls.say(poll, bo, "", "if")
    assert [(one.before, one.after) for one in VoteChange.objects.filter(slot=poll.slots.first())] == [
        ("", "yes"), ("yes", "no"), ("no", ""),
    ]  # fmt: skip
    assert Vote.objects.count() == 1
    polls.say(poll, bo, "", "")
    assert polls.seat(poll, bo).answered_at is None


def test_nobody_answers_for_another(mei, bo, priya):
    """Nor about another poll's times, nor with a word that is none."""
    poll, other = polls.sent(mei, [bo, priya]), polls.sent(mei, [bo])
    with pytest.raises(Denied):
        actions.vote(polls.seat(poll, bo), {}, by=priya)
    with pytest.raises(Denied):
        actions.vote(polls.seat(other, bo), {}, by=priya)
    with pytest.raises(ValueError, match="no answer"):
        polls.say(poll, bo, "perhaps")
    actions.vote(polls.seat(poll, bo), {other.slots.first().pk: "yes"}, by=bo)
    assert not Vote.objects.exists()


def test_those_who_ask_hear_once_when_all_have_answered(mei, bo, priya):
    """The last answer tells; a change of mind does not tell again."""
    poll = polls.sent(mei, [bo, priya])
    polls.say(poll, bo, "yes")
    assert not Activity.objects.filter(kind="polls.complete").exists()
    polls.say(poll, priya, "yes")
    polls.say(poll, priya, "no")
    told = Activity.objects.get(kind="polls.complete")
    assert told.names == [mei.pk]
    jobs.drain()
    mail = Mail.objects.get(kind="polls.complete")
    assert mail.to == mei.email


def test_new_times_ask_again(mei, bo, priya):
    """What was said stands; whoever had answered is asked for the new times."""
    poll = polls.sent(mei, [bo, priya])
    polls.say(poll, bo, "yes", "no", "no")
    day = poll.slots.first().starts_at + timedelta(days=1)
    assert actions.propose(poll, by=mei, starts=[day]) == 1
    assert polls.seat(poll, bo).answered_at is None
    assert Vote.objects.count() == 3
    told = Activity.objects.get(kind="polls.more_times")
    assert told.names == [bo.pk]
    with pytest.raises(Denied, match="answered"):
        actions.drop([poll.slots.first()], poll, by=mei)


def test_the_invitation_has_every_time_in_the_readers_zone(mei, bo):
    """Houston's hours first, the poll's beside them, and a link; guests get theirs in the poll's zone."""
    poll = polls.sent(mei, [bo], guests=[("ana@elsewhere.org", "Ana")], hours=(15,))
    jobs.drain()
    letters = {mail.to: mail for mail in Mail.objects.all()}
    text = _text(letters[bo.email])
    slot = poll.slots.get()
    assert f"{times.local(slot.starts_at, 'America/Chicago'):%H:%M}" in text
    assert "Houston (UTC" in text and "Copenhagen (UTC" in text
    assert "/meetings/polls/vote/" in text
    guest = _text(letters["ana@elsewhere.org"])
    assert "/meetings/polls/vote/" in guest and "Houston" not in guest
    assert bo.email not in guest and "wrote your address" in guest


def _text(mail):
    from email import message_from_bytes, policy

    return message_from_bytes(bytes(mail.raw), policy=policy.default).get_body(("plain",)).get_content()


def test_a_reminder_goes_once_by_day_to_those_who_have_not_answered(mei, bo, priya):
    """The day before the end, between 9 and 18 of the receiver's clock; prolonged: not twice either."""
    poll = polls.sent(mei, [bo, priya], days=6)
    polls.say(poll, bo, "yes")
    row = polls.seat(poll, priya)
    moment = reminder_at(row, poll)
    assert timedelta(hours=15) <= poll.closes_at - moment <= timedelta(hours=33)
    assert 9 <= times.local(moment, priya.time_zone).hour < 18
    jobs.drain(at=poll.closes_at - timedelta(seconds=1))
    Activity.objects.filter(kind="polls.reminded").delete()
    Invitee.objects.update(reminded_at=None)
    for _twice in range(2):
        row.refresh_from_db()
        if row.reminded_at is None:
            send_reminder(row, moment)
    assert [one.names for one in Activity.objects.filter(kind="polls.reminded")] == [[priya.pk]]


def test_at_night_a_reminder_waits_for_the_morning(mei, priya):
    """Should the worker be late, it waits until nine; and nobody is reminded after the end."""
    poll = polls.sent(mei, [priya], days=6)
    row = polls.seat(poll, priya)
    night = by_day(poll.closes_at - timedelta(days=2), priya.time_zone)
    night = night.replace(hour=8, minute=0)  # 8:00 UTC is 1:00 in Vancouver
    send_reminder(row, night)
    assert not Activity.objects.filter(kind="polls.reminded").exists()
    job = Job.objects.filter(kind="polls.remind").order_by("-pk").first()
    assert times.local(job.not_before, priya.time_zone).hour == 9
    send_reminder(row, poll.closes_at)
    assert not Activity.objects.filter(kind="polls.reminded").exists()


def test_whoever_was_asked_just_now_is_not_reminded(mei, bo):
    """A poll that closes tomorrow reminds nobody."""
    poll = polls.sent(mei, [bo], days=1)
    assert reminder_at(polls.seat(poll, bo), poll) is None


def test_a_members_address_is_that_member(mei, bo):
    """Written as a guest, in other letters: no second seat."""
    poll = polls.draft(mei, [bo], guests=[(bo.email.upper(), "Bo"), ("new@example.net", ""), ("NEW@example.net", "")])
    assert poll.invitees.count() == 2


def test_another_clock_keeps_hours_or_moments(mei, bo):
    """As it is asked; an hour that the new zone jumps over is said."""
    poll = polls.draft(mei, [bo], hours=(14,))
    before = poll.slots.get().starts_at
    actions.rezone(poll, by=mei, zone="America/Chicago", keep="instant")
    assert poll.slots.get().starts_at == before
    poll = actions.rezone(poll, by=mei, zone="Asia/Shanghai", keep="wall")
    moved = poll.slots.get().starts_at
    assert times.local(moved, "Asia/Shanghai").hour == times.local(before, "America/Chicago").hour
    opened = actions.send(poll, by=mei, closes_at=now() + timedelta(days=2))
    with pytest.raises(Denied, match="asked already"):
        actions.rezone(opened, by=mei, zone="Europe/Copenhagen", keep="wall")


def test_a_poll_is_sent_whole_or_not_at_all(mei, bo):
    """Nobody on the list, no times, an end that is past or after the last time: each is said."""
    empty = polls.draft(mei, [], hours=())
    for draft, end, why in (
        (empty, 2, "Nobody"), (polls.draft(mei, [bo], hours=()), 2, "No time"), (polls.draft(mei, [bo]), -1, "hour"),
        (polls.draft(mei, [bo]), 60, "after the last"),
    ):  # fmt: skip
        with pytest.raises(Denied, match=why):
            actions.send(draft, by=mei, closes_at=now() + timedelta(days=end))
    assert not TimePoll.objects.filter(state="open").exists()
