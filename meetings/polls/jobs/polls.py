"""What polls let the worker do: remind those who have not answered, once and by day; end a poll that is over."""

from datetime import datetime, timedelta

from django.db import transaction

from meetings.polls.models import Invitee, TimePoll
from network.kit import clock
from network.kit.jobs import daily, enqueue, job

BEFORE = timedelta(days=1)
GRACE = timedelta(hours=6)
"""Whoever was asked so short a time ago is not reminded."""
DAY = (9, 18)
"""Reminders go out between these hours of the receiver's clock."""


def reminder_at(invitee, poll):
    """Return when somebody is reminded: a day before the end, by day on their clock; None: not at all."""
    zone = invitee.member.time_zone if invitee.member_id else (invitee.zone or poll.zone)
    moment = by_day(poll.closes_at - BEFORE, zone)
    if moment < invitee.asked_at + GRACE or moment >= poll.closes_at:
        return None
    return moment


def by_day(moment, zone):
    """Return `moment`, or the nearest hour of the same local day at which people are up and at work."""
    here = clock.local(moment, zone)
    if here.hour < DAY[0]:
        return clock.at(datetime.combine(here.date(), datetime.min.time()).replace(hour=DAY[0]), zone)
    if here.hour >= DAY[1]:
        return clock.at(datetime.combine(here.date(), datetime.min.time()).replace(hour=DAY[1] - 1), zone)
    return moment


def plan(poll):
    """Write the jobs of an open poll; those of an end that was moved find nothing to do."""
    until = poll.closes_at.isoformat()
    enqueue("polls.over", {"poll": poll.pk, "until": until}, key=f"{poll.pk}:{until}", not_before=poll.closes_at)
    for row in poll.invitees.filter(answered_at=None, asked_at__isnull=False).select_related("member"):
        if moment := reminder_at(row, poll):
            payload = {"invitee": row.pk, "until": until}
            enqueue("polls.remind", payload, key=f"{row.pk}:{until}", not_before=moment)


@job("polls.over")
def over(payload):
    """End a poll whose time is over, unless it was prolonged."""
    from meetings.polls.actions import over as end

    poll = TimePoll.objects.filter(pk=payload["poll"], state=TimePoll.State.OPEN).first()
    if poll is not None and poll.closes_at.isoformat() == payload["until"]:
        end(poll)


@job("polls.remind")
def remind(payload):
    """Remind one person who has not answered; never twice, and not at night should the worker be late."""
    with transaction.atomic():
        row = (
            Invitee.objects.select_for_update(of=("self",))
            .select_related("poll", "member")
            .filter(pk=payload["invitee"], answered_at=None, reminded_at=None, poll__state=TimePoll.State.OPEN)
            .first()
        )
        if row is None or row.poll.closes_at.isoformat() != payload["until"]:
            return
        send_reminder(row, clock.now())


def send_reminder(row, moment):
    """Write the reminder, or put it off to the morning where it is night; nothing once the poll's time is over."""
    from meetings.polls.actions.rows import keys, told
    from meetings.polls.activity import REMINDED
    from meetings.polls.letters import to_guest
    from network.activity.actions import record

    poll = row.poll
    if moment >= poll.closes_at:
        return
    zone = row.member.time_zone if row.member_id else (row.zone or poll.zone)
    here = clock.local(moment, zone)
    if not DAY[0] <= here.hour < DAY[1]:
        tomorrow = here.date() + timedelta(days=here.hour >= DAY[1])
        morning = clock.at(datetime.combine(tomorrow, datetime.min.time()).replace(hour=DAY[0]), zone)
        if morning < poll.closes_at:
            payload = {"invitee": row.pk, "until": poll.closes_at.isoformat()}
            enqueue("polls.remind", payload, key=f"{row.pk}:{morning.isoformat()}", not_before=morning)
            return
    row.reminded_at = moment
    row.save(update_fields=["reminded_at"])
    if row.member_id is None:
        to_guest(row, "reminded", key=f"reminded:{poll.closes_at.isoformat()}")
        return
    record(REMINDED, by=None, subject=poll, audience=keys([row.member_id]), names=[row.member_id], detail=told(poll),
           at=moment)  # fmt: skip


@daily
def plan_lost():
    """Write the jobs of open polls once more, should one have been lost; those that are there stay as they are."""
    for poll in TimePoll.objects.filter(state=TimePoll.State.OPEN, proposed_at=None).order_by("pk"):
        plan(poll)
