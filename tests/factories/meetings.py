"""Meetings for tests, made straight in the tables; acts that a test is about go through actions."""

from datetime import date, time

from meetings.calendar.actions.rows import set_instants, sync_audience
from meetings.calendar.models import Attendance, Meeting, Series
from network.kit.clock import now


def meeting(by, *, title="Peer support, what next?", day=date(2027, 3, 3), at=time(15), zone="Europe/Copenhagen",
            minutes=60, people=(), **fields):  # fmt: skip
    """Return a planned meeting hosted by `by`, with `people` (members) invited."""
    row = Meeting(title=title, day=day, time=at, zone=zone, minutes=minutes, organiser=by, **fields)
    set_instants(row)
    row.save()
    row.hosts.add(by)
    Attendance.objects.create(meeting=row, member=by, role="host", answer="yes", asked_at=now(), answered_at=now())
    for one in people:
        Attendance.objects.create(meeting=row, member=one, asked_at=now(), asked_by=by)
    sync_audience(row)
    return row


def series(by, *, slug="peer-calls", title="Peer calls", zone="Europe/Copenhagen", dates=(), at=time(15), **fields):
    """Return a series hosted by `by`, with a meeting on each of `dates`."""
    row = Series.objects.create(slug=slug, title=title, zone=zone, organiser=by, audience=["members"],
                                first_day=dates[0] if dates else None, time=at, **fields)  # fmt: skip
    row.hosts.add(by)
    for day in dates:
        one = meeting(by, title=title, day=day, at=at, zone=zone, series=row)
        Meeting.objects.filter(pk=one.pk).update(original_start=one.starts_at)
    return row
