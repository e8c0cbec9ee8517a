"""The calendar file of a whole series for one person, in the form that `ics.series` finds safe for its rule and zone.

By rule: one REQUEST under the UID of the series; a later mail about one date names it by RECURRENCE-ID. Dates that no
rule tells, and those added beside it, have each a UID of their own: the first mail is a list of them to take along.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from meetings.calendar import ics, rhythm
from meetings.calendar.ics import series as forms
from meetings.calendar.models import Attendance, Meeting
from meetings.calendar.queries.mailing import events
from meetings.calendar.queries.mailing.links import page_of, uid_of
from network.kit.clock import now


def calendar_of(standing, *, method="REQUEST"):
    """Return (octets, METHOD) of a series for the person of `standing`; CANCEL takes it out of a calendar.

    Both are empty where there is nothing to tell.
    """
    series = standing.series
    told, form = events_of(standing)
    if form == forms.DATES:
        # Under one METHOD of RFC 5546 there is one UID: a list is told without attendees, answers go by the links.
        told = [replace(one, attendees=(), organizer=None) for one in told]
        return (ics.calendar(told, method="PUBLISH"), "PUBLISH") if told and method != "CANCEL" else (b"", "")
    if method == "CANCEL" and not (series.ended_at and standing.removed_at is None and _met(series)):
        gone = replace(base_of(standing), rrule="", status="CANCELLED", alarm=None)
        return ics.calendar([gone], method=method), method
    # What took place stays in calendars: the rule of a series that ended has its end.
    return ics.calendar(told, method="REQUEST"), "REQUEST"


def events_of(standing):
    """Return ([Event], form) of a series for one person: each date with what they said to it."""
    series = standing.series
    dates = {one.original_start: one for one in series.meetings.all()}
    base = base_of(standing)
    ruled = set(rule_starts(series, dates)) if series.rrule else set(dates)
    made, form = forms.events(base, [_date(dates[one]) for one in sorted(ruled & set(dates))], today=now())
    rows = {row.meeting.original_start: row for row in _seats(standing, dates.values())}
    names = {date_uid(series, one): one for one in dates}
    told = []
    for event in made:
        original = event.recurrence or (names.get(event.uid) if form == forms.DATES else None)
        row = rows.get(original)
        if original is None:
            told.append(event)
        elif row is not None and (form != forms.DATES or row.meeting.ends_at > now()):
            told.append(_with_row(event, standing, row))
    return told, form


def _date(meeting):
    return forms.Date(meeting.original_start, meeting.starts_at, meeting.ends_at, meeting.is_cancelled)


def _with_row(event, standing, row):
    """Return the event of one date with what is said of that date alone, for the person of `row`."""
    alone = events.event_of(row.meeting, row)
    return replace(
        event, sequence=standing.asked_sequence + row.meeting.sequence, attendees=alone.attendees, url=alone.url,
        description=alone.description, location=alone.location, conference=alone.conference, summary=alone.summary,
    )  # fmt: skip


def single(row, *, method="REQUEST"):
    """Return the calendar file of one meeting for a person; where they are asked to its whole series, as part of it."""
    standing = standing_of(row)
    if standing is None:
        return events.invitation(row.meeting, row, method=method)
    series, meeting = standing.series, row.meeting
    named = {"sequence": standing.asked_sequence + meeting.sequence}
    if is_by_rule(meeting) and form_of(standing) != forms.DATES:
        named |= {"uid": uid_of(series), "recurrence": meeting.original_start, "zone": series.zone, "in_utc": True}
    else:
        named |= {"uid": date_uid(series, meeting.original_start)}
    return ics.calendar([events.event_of(meeting, row, cancelled=method == "CANCEL", **named)], method=method)


def form_of(standing):
    """Return the form in which a series is told (`ics.series`)."""
    return events_of(standing)[1]


def standing_of(row):
    """Return the Standing of the person of an Attendance in the meeting's series, or None."""
    meeting = row.meeting
    if meeting.series_id is None or meeting.original_start is None:
        return None
    rows = meeting.series.standings.filter(member=row.member_id, address=row.address, removed_at=None)
    found = rows.select_related("member").first()
    if found is not None:
        found.series = meeting.series
    return found


def date_uid(series, original):
    """Return the UID of one date of a series, where it has one of its own."""
    return forms.uid_of(uid_of(series), original)


def is_by_rule(meeting):
    """Whether a date is one of those that the rule of its series names."""
    series = meeting.series
    if series is None or not series.rrule or meeting.original_start is None:
        return False
    return meeting.original_start in rule_starts(series, {meeting.original_start: meeting})


def rule_starts(series, dates):
    """Return the moments that the rule names, as far as dates are written (`dates`: {original start: Meeting})."""
    if not dates:
        return []
    first = datetime.combine(series.first_day, series.time)
    last = (max(dates) + timedelta(days=1)).date()
    return [rhythm.instant(wall, series.zone) for wall in rhythm.walls(series.rrule, first, series.zone, last)]


def base_of(standing):
    """Return the event that stands for the whole series."""
    series = standing.series
    start = rhythm.instant(datetime.combine(series.first_day, series.time), series.zone)
    first = Meeting(series=series, uid=series.uid, title=series.title, about=series.about, starts_at=start,
                    ends_at=start + timedelta(minutes=series.minutes), organiser=series.organiser,
                    sequence=series.sequence)  # fmt: skip
    as_one = Attendance(member=standing.member, address=standing.address, name=standing.name, role=standing.role,
                        answer=standing.answer, answer_sequence=standing.answer_sequence)  # fmt: skip
    as_one.meeting = first
    return events.event_of(
        first, as_one, uid=uid_of(series), zone=series.zone, rrule=series.rrule, sequence=standing.asked_sequence,
        page=page_of(series, standing), organizer=events.organizer_of(series, standing.member),
        related_to=uid_of(series.follows) if series.follows_id else "",
    )  # fmt: skip


def _met(series):
    return series.meetings.filter(state=Meeting.State.PLANNED).exists()


def _seats(standing, meetings):
    rows = Attendance.objects.filter(meeting__in=[one.pk for one in meetings], member=standing.member_id)
    rows = rows.filter(address=standing.address, removed_at=None).select_related("meeting", "member")
    for row in rows.order_by("meeting__original_start", "pk"):
        row.meeting.series = standing.series
        yield row
