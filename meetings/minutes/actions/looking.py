"""What nobody need remember: hosts are reminded a day after a meeting, and two days after it the minutes go out."""

from datetime import timedelta

from django.db import transaction

from meetings.calendar.models import Meeting
from meetings.calendar.terms import Kind
from meetings.minutes.activity import WANTED
from meetings.minutes.models import Minutes
from meetings.minutes.queries.people import host_ids
from network.activity.actions import record
from network.kit.clock import now
from network.kit.jobs import enqueue

REMIND, SEND = timedelta(hours=24), timedelta(hours=48)
WAYS = {"remind": REMIND, "send": SEND}
UNASKED = (Kind.BILATERAL, Kind.SIDE)
"""Of these nobody expects minutes; where they are written they are sent as all others."""


def plan_looks(meeting):
    """Look after a meeting 24 and 48 hours after its end; asked again, nothing is done twice."""
    for way, span in WAYS.items():
        key = f"{meeting.pk}-{int(meeting.ends_at.timestamp())}-{way}"
        enqueue("minutes.look", {"meeting": meeting.pk, "way": way}, key=key, not_before=meeting.ends_at + span)


def look(meeting_id, way, at=None):
    """Do what is due for one meeting: remind its hosts, or send its minutes. Returns whether something was done."""
    from meetings.minutes.actions.sending import circulate

    moment = at or now()
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    # One that was moved meanwhile has looks of its own.
    if meeting is None or meeting.is_cancelled or moment < meeting.ends_at + WAYS[way]:
        return False
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if way == "send":
        return minutes is not None and circulate(minutes, at=at)
    return remind(meeting, minutes, at=moment)


def remind(meeting, minutes, at):
    """Tell the hosts that the minutes are still to be sent, or to be begun."""
    if minutes is not None and minutes.is_sent:
        return False
    if minutes is None and (meeting.kind in UNASKED or meeting.attendances.filter(removed_at=None).count() < 2):
        return False
    names = host_ids(meeting)
    told = {"title": meeting.title, "meeting": meeting.pk, "is_begun": minutes is not None}
    audience = [f"member:{pk}" for pk in names]
    with transaction.atomic():
        record(WANTED, by=None, subject=meeting, audience=audience, names=names, detail=told, at=at)
    return True


def plan_all(at=None):
    """Plan the looks after all meetings that end about now: of series, whose dates nobody announces one by one."""
    moment = at or now()
    for meeting in Meeting.objects.filter(ends_at__gt=moment - SEND, ends_at__lt=moment + timedelta(days=2)):
        if not meeting.is_cancelled:
            plan_looks(meeting)
