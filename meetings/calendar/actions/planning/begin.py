"""Planning a meeting."""

from django.db import transaction

from meetings.calendar.access.people import NOT_YET
from meetings.calendar.actions.planning.rows import (
    HOLDERS,
    TIME,
    WORDS,
    check_fields,
    city_of,
    compute,
    demand_holder,
    from_instant,
    seat_hosts,
    told,
)
from meetings.calendar.activity.planning import PLANNED
from meetings.calendar.models import Meeting
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def plan(*, by, hosts=(), start=None, at=None, **fields):
    """Plan a meeting that stands alone; returns it. `by` and `hosts` (members) hold it.

    Fields: those of TIME (`zone`, `day`, `time`, `is_second`, `minutes`, or `all_day` with `last_day`), WORDS and
    HOLDERS. `start`, an aware moment, may stand for day and time. `at`: when it was planned, else now. Raises
    NoSuchHour where the hour is left out that day, ValidationError where it ends before it begins. Whether the day is
    past is for forms to ask: what took place may be written down.
    """
    demand(by, "calendar.plan")
    check_fields(fields, (*TIME, *WORDS, *HOLDERS))
    if start is not None:
        fields |= from_instant(start, fields["zone"])
    moment = at or now()
    meeting = Meeting(organiser=by, created_at=moment, changed_at=moment, **fields)
    demand_holder(by, meeting)
    compute(meeting)
    meeting.save()
    others = [one for one in dict.fromkeys(hosts) if one.pk != by.pk]
    if any(not one.is_member for one in others):
        raise Denied(NOT_YET, "calendar.plan")
    seat_hosts(meeting, [by, *others], by)
    record(PLANNED, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience,
           names=[one.pk for one in others], detail=told(meeting), at=at)  # fmt: skip
    return meeting
