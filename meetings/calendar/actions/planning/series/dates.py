"""Dates of a series as rows: written many at a time, with hosts, and with whoever is asked to the whole series."""

from datetime import UTC, date, datetime

from meetings.calendar import times
from meetings.calendar.actions.planning.rows import SERIES_WORDS, check_span, from_instant
from meetings.calendar.actions.rows import audience_of, set_instants
from meetings.calendar.models import Attendance, Meeting
from network.kit.clock import now

MOST_DATES = 600
"""As many as a series may have at once: one a day for 18 months."""


def wall_of(item, series):
    """Return (naive wall time, is_second) of a chosen date: a date, a naive wall time, or an aware moment."""
    if not isinstance(item, datetime):
        assert isinstance(item, date)
        return datetime.combine(item, series.time), False
    if item.tzinfo is None:
        return item, False
    there = from_instant(item, series.zone)
    return datetime.combine(there["day"], there["time"]), there["is_second"]


def row(series, wall, *, is_second=False, moment=None):
    """Return an unsaved Meeting of `series` at the naive `wall` time, with `original_start`, and what is to be asked.

    A wall time in a gap moves on by the gap, of one that comes twice the first is meant; `asks` says so.
    """
    found, asks = times.instants(wall, series.zone), {}
    if not found:
        asks, wall = {"why": "gap", "wall": wall.isoformat()}, times.neighbours(wall, series.zone)[1]
    elif len(found) == 2 and not is_second:
        asks = {"why": "twice", "wall": wall.isoformat()}
    made = Meeting(
        series=series, day=wall.date(), time=wall.time(), zone=series.zone, minutes=series.minutes, asks=asks,
        is_second=is_second, organiser_id=series.organiser_id, created_at=moment or now(), changed_at=moment or now(),
        **{name: getattr(series, name) for name in SERIES_WORDS},
    )  # fmt: skip
    check_span(made)
    set_instants(made)
    made.original_start = made.starts_at
    return made


def write(series, rows, *, by):
    """Save dates at once with hosts and all who are asked to the series; returns those that were not there yet."""
    there = set(series.meetings.values_list("original_start", flat=True))
    new = [one for one in {row.original_start: row for row in rows}.values() if one.original_start not in there]
    hosts = list(series.hosts.all())
    standings = [one for one in series.standings.all() if getattr(one, "removed_at", None) is None]
    standings = [one for one in standings if one.member_id not in {host.pk for host in hosts}]
    members = {host.pk for host in hosts} | {one.member_id for one in standings if one.member_id}
    for one in new:
        one.audience = audience_of(one, members | {series.organiser_id})
    new = Meeting.objects.bulk_create(new)
    held = Meeting.hosts.through
    held.objects.bulk_create([held(meeting_id=one.pk, member_id=host.pk) for one in new for host in hosts])
    moment = now()
    seats = [
        Attendance(meeting=one, member=host, role="host", answer="yes", asked_at=moment, asked_by=by,
                   answered_at=moment)
        for one in new for host in hosts
    ]  # fmt: skip
    seats += [_seat(one, standing, by, moment) for one in new for standing in standings]
    Attendance.objects.bulk_create(seats)
    return new


def _seat(meeting, standing, by, moment):
    """Whoever said yes to the whole series said so of this date too."""
    seat = Attendance(meeting=meeting, member_id=standing.member_id, address=standing.address, name=standing.name,
                      role=standing.role, asked_at=moment, asked_by=by, answer=standing.answer,
                      answered_at=standing.answered_at, answered_with_series=standing.answer != "none")  # fmt: skip
    if hasattr(standing, "language"):
        seat.language = standing.language
    return seat


def coming(series, *, after=None):
    """Return the dates of a series that stand and have not begun (or begin after the moment `after`), oldest first."""
    rows = series.meetings.filter(state=Meeting.State.PLANNED, starts_at__gt=after or now())
    return rows.order_by("starts_at", "pk")


def utc(moment):
    """Return an aware moment in UTC, as ISO text."""
    return moment.astimezone(UTC).isoformat()
