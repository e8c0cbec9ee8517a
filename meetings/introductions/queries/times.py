"""When people could meet: suggestions from their hours, and what they have said yes to already."""

from datetime import timedelta

from meetings.calendar.models import Attendance, Meeting
from meetings.calendar.terms import Answer, Role
from meetings.polls.queries.suggesting import suggest
from network.kit.clock import now

AHEAD = timedelta(days=15)
SOONEST = timedelta(days=2)


def suggestions(people, minutes, *, most=4, moment=None):
    """Return the starts (aware, UTC) that suit `people` best within about two weeks, in their order of time."""
    moment = moment or now()
    first, last = (moment + SOONEST).date(), (moment + AHEAD).date()
    found = suggest(list(people), first=first, last=last, minutes=minutes, most=most * 2)
    ids = {one.pk for one in people}
    free = [one.start for one in found if one.start > moment and not clashes(ids, one.start, minutes)]
    return sorted(free[:most])


def clashes(ids, start, minutes):
    """Return {member id: Meeting} of those who have said yes to, or host, a meeting at that time.

    Touching is not overlapping: one may end when the other begins. Whole days keep nobody busy.
    """
    end = start + timedelta(minutes=minutes)
    rows = Attendance.objects.filter(
        member__in=ids, removed_at=None, meeting__state=Meeting.State.PLANNED, meeting__all_day=False,
        meeting__starts_at__lt=end, meeting__ends_at__gt=start,
    ).select_related("meeting")  # fmt: skip
    found = {}
    for row in rows:
        if row.role == Role.HOST or (row.answer == Answer.YES and not row.is_stale):
            found.setdefault(row.member_id, row.meeting)
    return found
