"""What every act of planning shares: the row under lock, what a field may be, who hosts, what is told."""

from datetime import UTC

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.actions.rows import set_instants, sync_audience
from meetings.calendar.models import Attendance, Meeting, Series
from network.access.rules import demand
from network.kit.clock import now, validate_zone

TIME = ("all_day", "zone", "day", "time", "is_second", "minutes", "last_day")
WORDS = (
    *("title", "titles", "language", "about", "topics", "kind", "mode", "join_url", "join_url_china", "join_note"),
    *("venue", "venue_address", "travel", "accessibility", "speakers"),
    *("takes_registrations", "capacity", "register_until", "questions"),
)
HOLDERS = ("city", "group", "visibility")
SERIES_WORDS = (
    *("title", "language", "about", "kind", "mode", "join_url", "join_url_china", "city", "group", "visibility"),
)
"""Fields of a series that its dates have too, apart from those of time."""


def locked(meeting):
    """Return the meeting with its row locked until the end of the transaction."""
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    row.__dict__.pop("_hosted_by", None)
    return row


def locked_series(series):
    """Return the series with its row locked until the end of the transaction."""
    return Series.objects.select_for_update(of=("self",)).get(pk=series.pk)


def check_fields(fields, known):
    """Raise TypeError for a field that nobody knows, ValidationError for a zone that is not one."""
    unknown = set(fields) - set(known)
    if unknown:
        raise TypeError(f"a meeting has no {', '.join(sorted(unknown))}")
    if "zone" in fields:
        validate_zone(fields["zone"])


def check_span(meeting):
    """Raise ValidationError where the meeting would end before it begins, or has no hour."""
    if meeting.all_day:
        meeting.last_day = meeting.last_day or meeting.day
        meeting.time, meeting.is_second = None, False
        if meeting.last_day < meeting.day:
            raise ValidationError({"last_day": _("It ends before it begins.")})
        return
    meeting.last_day = None
    if meeting.time is None:
        raise ValidationError({"time": _("At which hour does it begin?")})
    if not meeting.minutes or meeting.minutes < 1:
        raise ValidationError({"minutes": _("It ends before it begins.")})


def from_instant(start, zone):
    """Return {day, time, is_second} of the aware moment `start` as the clocks of `zone` show it."""
    local = times.local(start, zone)
    wall = local.replace(tzinfo=None, fold=0)
    found = times.instants(wall, zone)
    return {"day": wall.date(), "time": wall.time(), "is_second": len(found) == 2 and found[1] == start}


def compute(meeting):
    """Compute what follows from the wall time; an hour that comes once is never the second."""
    check_span(meeting)
    set_instants(meeting)
    if not meeting.all_day and meeting.is_second:
        wall = times.local(meeting.starts_at, meeting.zone).replace(tzinfo=None, fold=0)
        meeting.is_second = len(times.instants(wall, meeting.zone)) == 2


def demand_holder(by, thing):
    """Ask whether `by` may hold it for its city and its working group."""
    for holder in (thing.city, thing.group):
        if holder is not None:
            demand(by, "calendar.host", holder)


def seat_hosts(meeting, members, by):
    """Make `members` hosts of the meeting, each with a row among those who come."""
    meeting.hosts.set(members)
    known = {row.member_id: row for row in meeting.attendances.filter(member__in=members)}
    moment = now()
    for one in members:
        row = known.get(one.pk)
        if row is None:
            Attendance.objects.create(meeting=meeting, member=one, role="host", answer="yes", asked_at=moment,
                                      asked_by=by, answered_at=moment, answer_sequence=meeting.sequence)  # fmt: skip
        elif row.role != "host" or row.removed_at:
            row.role, row.removed_at = "host", None
            row.save(update_fields=["role", "removed_at"])
    meeting.attendances.filter(role="host").exclude(member__in=members).update(role="asked")
    meeting.__dict__.pop("_hosted_by", None)
    sync_audience(meeting)


def told(meeting, **more):
    """Return the detail of an activity about a meeting."""
    return {
        "title": meeting.title,
        "start": meeting.starts_at.astimezone(UTC).isoformat(),
        "zone": meeting.zone,
        "all_day": meeting.all_day,
    } | more


def city_of(thing):
    """Return the slug of the host city, or nothing."""
    return thing.city.slug if thing.city_id else ""


def host_ids(thing):
    """Return the ids of organiser and hosts."""
    return {thing.organiser_id, *thing.hosts.values_list("pk", flat=True)} - {None}
