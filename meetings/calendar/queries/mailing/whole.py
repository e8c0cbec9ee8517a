"""The calendar file of a whole series for one person: rule, zone, what was left out, what was moved.

By rule: one REQUEST whose first event has RRULE and TZID, EXDATE for dates that were called off, and an event with
RECURRENCE-ID for each that was moved. Where the law of the zone's hours changed lately, programs with older rules would
be an hour off: there every date written so far is told once more in UTC, which all of them read right.

Dates chosen one by one have no rule: they are a list to take along (PUBLISH), each with the UID of its own invitation.
"""

from datetime import UTC, datetime, timedelta
from functools import cache

from meetings.calendar import ics, rhythm
from meetings.calendar.models import Attendance, Meeting
from meetings.calendar.queries.mailing import events
from meetings.calendar.queries.mailing.links import page_of, uid_of
from network.kit.clock import now, zone

LAW = timedelta(days=731)


def calendar_of(standing, *, method="REQUEST"):
    """Return (octets, METHOD) of a series for the person of `standing`; CANCEL takes all of it out of a calendar."""
    series = standing.series
    if not series.rrule:
        rows = _seats(standing, series.meetings.filter(ends_at__gt=now()).order_by("original_start"))
        told = [events.event_of(row.meeting, row, cancelled=method == "CANCEL" or row.meeting.is_cancelled)
                for row in rows if method == "CANCEL" or not row.meeting.is_cancelled]  # fmt: skip
        return (ics.calendar(told, method="PUBLISH"), "PUBLISH") if told and method != "CANCEL" else (b"", "")
    if method == "CANCEL" and series.ended_at and standing.removed_at is None and _met(series):
        # What took place stays in calendars: the rule has its end.
        return ics.calendar(events_of(standing), method="REQUEST"), "REQUEST"
    if method == "CANCEL":
        return ics.calendar([_master(standing, status="CANCELLED", rrule="", alarm=None)], method=method), method
    return ics.calendar(events_of(standing), method=method), method


def events_of(standing):
    """Return the events of a series by rule: the whole first, then the dates that differ from it."""
    series = standing.series
    rows = {row.meeting.original_start: row for row in _seats(standing, series.meetings.all())}
    dates = {one.original_start: one for one in series.meetings.all()}
    starts = rule_starts(series, dates)
    left_out = [one for one in starts if one not in dates or dates[one].is_cancelled]
    is_doubtful = law_changed(series.zone, now())
    length = timedelta(minutes=series.minutes)
    found = [_master(standing, exdates=tuple(left_out))]
    for start in starts:
        row = rows.get(start)
        if row is None or row.meeting.is_cancelled or start in left_out:
            continue
        moved = (row.meeting.starts_at, row.meeting.ends_at) != (start, start + length)
        if moved or (is_doubtful and row.meeting.ends_at > now()):
            found.append(date_event(standing, row))
    return found


def date_event(standing, row, *, cancelled=False):
    """Return the event of one date of a series by rule: named by where it stood first, told in UTC."""
    meeting = row.meeting
    event = events.event_of(
        # The place in the series as wall time: a reader with old rules of the zone finds it there, and only there.
        meeting, row, cancelled=cancelled, uid=uid_of(standing.series), zone=standing.series.zone, in_utc=True,
        recurrence=meeting.original_start, sequence=standing.asked_sequence + meeting.sequence,
    )  # fmt: skip
    return event


def single(row, *, method="REQUEST"):
    """Return the calendar file of one date for whoever is asked to the whole series, else that of the meeting alone."""
    standing = standing_of(row)
    if standing is None or not is_by_rule(row.meeting):
        return events.invitation(row.meeting, row, method=method)
    return ics.calendar([date_event(standing, row, cancelled=method == "CANCEL")], method=method)


def standing_of(row):
    """Return the Standing of the person of an Attendance in the meeting's series, or None."""
    meeting = row.meeting
    if meeting.series_id is None:
        return None
    rows = meeting.series.standings.filter(member=row.member_id, address=row.address, removed_at=None)
    found = rows.select_related("member").first()
    if found is not None:
        found.series = meeting.series
    return found


def is_by_rule(meeting):
    """Whether a date is one of those that the rule of its series names."""
    series = meeting.series
    if series is None or not series.rrule or meeting.original_start is None:
        return False
    return meeting.original_start in rule_starts(series, {meeting.original_start: meeting})


def rule_starts(series, dates):
    """Return the moments (UTC) that the rule names, as far as dates are written (`dates`: {original start: Meeting})."""
    if not dates:
        return []
    last = max(dates).astimezone(zone(series.zone)).date()
    first = datetime.combine(series.first_day, series.time)
    walls = rhythm.walls(series.rrule, first, series.zone, last)
    return [rhythm.instant(wall, series.zone).astimezone(UTC) for wall in walls]


def _master(standing, **changes):
    """Return the event that stands for the whole series."""
    series = standing.series
    start = rhythm.instant(datetime.combine(series.first_day, series.time), series.zone)
    first = Meeting(
        series=series, uid=series.uid, title=series.title, about=series.about, starts_at=start, organiser=series.organiser,
        ends_at=start + timedelta(minutes=series.minutes), zone=series.zone, join_url="",
    )  # fmt: skip
    as_one = Attendance(member=standing.member, address=standing.address, name=standing.name, role=standing.role,
                        answer=standing.answer, answer_sequence=standing.answer_sequence)  # fmt: skip
    as_one.meeting = first
    first.sequence = series.sequence
    page = page_of(series, standing)
    fields = {
        "uid": uid_of(series), "zone": series.zone, "rrule": series.rrule, "sequence": standing.asked_sequence,
        "url": page, "description": events.description(first, page, ""),
        "organizer": events.organizer_of(series, standing.member),
        "related_to": uid_of(series.follows) if series.follows_id else "",
    }  # fmt: skip
    return events.event_of(first, as_one, **fields | changes)


def _met(series):
    return series.meetings.filter(state=Meeting.State.PLANNED).exists()


def _seats(standing, meetings):
    rows = Attendance.objects.filter(meeting__in=meetings, member=standing.member_id, address=standing.address)
    rows = rows.filter(removed_at=None).select_related("meeting", "member").order_by("meeting__original_start", "pk")
    for row in rows:
        row.meeting.series = standing.series
        yield row


@cache
def _offsets(name, year):
    """Return the set of (month, day, offset) at which the clocks of a zone stand, week by week of a year."""
    tz = zone(name)
    first = datetime(year, 1, 1, tzinfo=UTC)
    return [(first + timedelta(days=7 * week)).astimezone(tz).utcoffset() for week in range(53)]


def law_changed(name, moment):
    """Whether the rules of a zone were other two years ago than they are now or will be next year.

    Told by the offsets from UTC in the same weeks; the week of a change of clocks itself wanders by the calendar.
    """
    years = range((moment - LAW).year, moment.year + 2)
    return any(
        sum(one != other for one, other in zip(_offsets(name, year), _offsets(name, year + 1), strict=True)) > 2
        for year in years[:-1]
    )
