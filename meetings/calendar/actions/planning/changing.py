"""Changing a meeting: its words in silence, its hour as a move that everybody is told of."""

from datetime import UTC

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from meetings.calendar.access.people import NOT_YET
from meetings.calendar.actions.planning.agenda import demand_fits, length_of
from meetings.calendar.actions.planning.rows import (
    HOLDERS,
    TIME,
    WORDS,
    check_fields,
    city_of,
    compute,
    demand_holder,
    from_instant,
    host_ids,
    locked,
    seat_hosts,
    told,
)
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.activity.planning import CHANGED, MOVED
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now

SPAN = ("starts_at", "ends_at", "all_day")


@transaction.atomic
def change(meeting, *, by, hosts=None, start=None, at=None, **fields):
    """Change fields of a meeting (as `plan` takes them) and return it; `hosts`, if given, are all hosts from now on.

    Where beginning or end change it is a move: SEQUENCE rises, answers given so far become stale, and `calendar.moved`
    is recorded. All else is recorded as `calendar.changed`, of which nobody gets a mail. Raises as `plan` does, and
    Denied for a meeting that was cancelled.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    refuse_cancelled(meeting)
    check_fields(fields, (*TIME, *WORDS, *HOLDERS))
    if start is not None:
        fields |= from_instant(start, fields.get("zone", meeting.zone))
    before = {name: getattr(meeting, name) for name in SPAN}
    changed = [name for name, value in fields.items() if getattr(meeting, name) != value]
    for name in changed:
        setattr(meeting, name, fields[name])
    if {"city", "group"} & set(changed):
        demand_holder(by, meeting)
    if set(TIME) & set(changed):
        compute(meeting)
        meeting.asks = {}
    is_moved = any(getattr(meeting, name) != value for name, value in before.items())
    changed += _new_hosts(meeting, hosts, by)
    if not changed:
        return meeting
    if is_moved:
        _demand_agenda(meeting)
    meeting.changed_at = at or now()
    meeting.sequence += is_moved
    meeting.save()
    if {"visibility", "city"} & set(changed):
        sync_audience(meeting)
    if is_moved:
        tell_move(meeting, before, by=by, at=at)
    if rest := sorted(set(changed) - set(TIME)) or (not is_moved and changed):
        record(CHANGED, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience,
               detail=told(meeting, fields=sorted(rest)), at=at)  # fmt: skip
    return meeting


def _demand_agenda(meeting):
    """Raise ValidationError where the agenda does not fit into a meeting any more."""
    total = meeting.agenda.aggregate(total=Sum("minutes"))["total"] or 0
    try:
        demand_fits(total, length_of(meeting))
    except ValidationError as error:
        raise ValidationError({"minutes": error.messages}) from error


def tell_move(meeting, before, *, by, at=None):
    """Record that a meeting was moved; `before`: {starts_at, ends_at} as they were. Its SEQUENCE has risen already."""
    detail = {
        "old_start": _iso(before["starts_at"]),
        "old_end": _iso(before["ends_at"]),
        "new_start": _iso(meeting.starts_at),
        "new_end": _iso(meeting.ends_at),
        "sequence": meeting.sequence,
    }
    record(MOVED, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience,
           detail=told(meeting, **detail), at=at)  # fmt: skip


def refuse_cancelled(meeting):
    """Raise Denied where a meeting was called off: its calendars have let it go."""
    if meeting.is_cancelled:
        raise Denied(_("This meeting was cancelled. Plan a new one."), "calendar.run")


def _new_hosts(meeting, hosts, by):
    if hosts is None or {one.pk for one in hosts} == host_ids(meeting):
        return []
    hosts = list(dict.fromkeys(hosts))
    if not hosts:
        raise Denied(_("Somebody has to hold the meeting."), "calendar.run")
    if any(not one.is_member for one in hosts):
        raise Denied(NOT_YET, "calendar.run")
    if meeting.organiser_id not in {one.pk for one in hosts}:
        meeting.organiser = hosts[0]
        meeting.save(update_fields=["organiser"])
    seat_hosts(meeting, hosts, by)
    return ["hosts"]


def _iso(moment):
    return moment.astimezone(UTC).isoformat()
