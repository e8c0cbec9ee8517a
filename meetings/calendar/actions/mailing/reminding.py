"""The portal's own reminder: to those who have not answered, once, three days before, in their daytime."""

from datetime import datetime, time, timedelta

from django.db import transaction

from meetings.calendar.actions.mailing.inviting import silent
from meetings.calendar.actions.mailing.posting import zone_of
from meetings.calendar.actions.mailing.telling import tell
from meetings.calendar.activity.mailing import ASKED_AGAIN
from meetings.calendar.models import Attendance, Meeting
from network.kit.clock import now
from network.kit.jobs import enqueue

BEFORE = timedelta(days=3)
AHEAD = timedelta(days=5)
LATEST = timedelta(hours=12)
"""Nearer to the beginning nobody is reminded: the desk says it."""
FRESH = timedelta(days=1)
BEGIN, END = time(9), time(17)


def plan():
    """Write a job for each silent row of the next days' meetings; twice is once. Returns how many were looked at."""
    moment = now()
    meetings = Meeting.objects.filter(state="planned", starts_at__gt=moment + LATEST, starts_at__lt=moment + AHEAD)
    count = 0
    for meeting in meetings.order_by("pk"):
        for row in silent(meeting).filter(reminded_at=None).select_related("member"):
            row.meeting = meeting
            due = in_daytime(max(meeting.starts_at - BEFORE, moment), zone_of(row))
            enqueue("calendar.remind", {"row": row.pk}, key=f"{row.pk}:{row.asked_sequence}", not_before=due)
            count += 1
    return count


def in_daytime(moment, zone):
    """Return `moment`, or the next one at which it is between 9 and 17 in `zone`."""
    local = moment.astimezone(zone)
    if BEGIN <= local.time() < END:
        return moment
    day = local.date() + timedelta(days=local.time() >= END)
    return datetime.combine(day, BEGIN, tzinfo=zone)


@transaction.atomic
def remind(pk):
    """Remind one person, if they are still silent, were not asked just now, and the meeting is not at the door."""
    row = Attendance.objects.select_for_update(of=("self",)).filter(pk=pk).select_related("meeting").first()
    if row is None or row.reminded_at is not None or not silent(row.meeting).filter(pk=pk).exists():
        return False
    moment, meeting = now(), row.meeting
    if meeting.is_cancelled or meeting.starts_at < moment + LATEST or row.asked_at > moment - FRESH:
        return False
    if row.asked_again_at and row.asked_again_at > moment - FRESH:
        return False
    if meeting.series_id and _was_reminded(row):
        # Whoever is silent about a whole series is not told so week by week.
        return False
    row.reminded_at = moment
    row.save(update_fields=["reminded_at"])
    tell(ASKED_AGAIN, meeting, [row], by=None, asked=moment.isoformat())
    return True


def _was_reminded(row):
    rows = Attendance.objects.filter(meeting__series=row.meeting.series_id, reminded_at__isnull=False)
    return rows.filter(member=row.member_id, address=row.address).exists()
