"""Ending a series: what is past stays, what was to come is called off."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import rhythm
from meetings.calendar.actions.planning.cancelling import call_off
from meetings.calendar.actions.planning.rows import city_of, locked_series
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.activity.planning import SERIES_ENDED
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import local, now


@transaction.atomic
def end_series(series, *, by, reason, after=None, at=None):
    """End a series after the day `after` (a date in its zone; None: now) and return it.

    Dates that were to come later are called off with `reason`; the rule gets UNTIL; SEQUENCE rises. One mail for all
    is sent by whoever listens to `calendar.series_ended`.
    """
    series = locked_series(series)
    demand(by, "calendar.run", series)
    if series.ended_at:
        raise Denied(_("This series has ended."), "calendar.run")
    if not reason.strip():
        raise Denied(_("Say why: everybody who is invited reads it."), "calendar.run")
    moment = at or now()
    limit = moment if after is None else max(moment, rhythm.instant(datetime.combine(after, datetime.max.time()),
                                                                    series.zone))  # fmt: skip
    called_off = list(rows.coming(series, after=limit).select_for_update(of=("self",)))
    for meeting in called_off:
        call_off(meeting, reason.strip(), at)
    close(series, limit, moment)
    record(SERIES_ENDED, by=by, subject=series, city=city_of(series), audience=series.audience, at=at,
           detail={"title": series.title, "until": local(limit, series.zone).date().isoformat(), "next": "",
                   "reason": reason.strip(), "sequence": series.sequence,
                   "cancelled": [one.pk for one in called_off]})  # fmt: skip
    return series


def close(series, limit, moment):
    """Write that a series, whose row is locked, has no dates after the moment `limit`."""
    if series.rrule:
        wall = local(limit, series.zone).replace(tzinfo=None, fold=0, microsecond=0)
        first = datetime.combine(series.first_day, series.time)
        kept = rhythm.walls(series.rrule, first, series.zone, wall.date())
        kept = [one for one in kept if rhythm.instant(one, series.zone) <= limit]
        # UNTIL is the last start itself (RFC 5545: inclusive); of a series that never met, its first.
        series.rrule = rhythm.until(series.rrule, kept[-1] if kept else first, series.zone)
    series.ended_at = moment
    series.sequence += 1
    series.save()
