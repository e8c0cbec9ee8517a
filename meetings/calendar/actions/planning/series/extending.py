"""Writing the dates of rules further ahead, day by day."""

from datetime import datetime

from django.db import transaction

from meetings.calendar import rhythm
from meetings.calendar.actions.planning.rows import city_of, locked_series
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.activity.planning import SERIES_CHANGED
from network.activity.actions import record
from network.kit.clock import local, now


@transaction.atomic
def extend(series, *, at=None):
    """Write the dates of a rule up to 18 months ahead that are not there yet; returns them.

    Only such as lie after the last one written: one that was thrown out in between does not come back. SEQUENCE stays:
    the rule that people's calendars have says these dates already.
    """
    series = locked_series(series)
    if not series.rrule or series.ended_at:
        return []
    moment = at or now()
    first = datetime.combine(series.first_day, series.time)
    last = series.meetings.order_by("-original_start").values_list("original_start", flat=True).first()
    walls = rhythm.walls(series.rrule, first, series.zone, local(moment, series.zone).date() + rhythm.AHEAD)
    new = [rows.row(series, wall, moment=moment) for wall in walls
           if last is None or rhythm.instant(wall, series.zone) > last]  # fmt: skip
    made = rows.write(series, new, by=None) if new else []
    if made:
        record(SERIES_CHANGED, by=None, subject=series, city=city_of(series), audience=series.audience, at=at,
               detail={"title": series.title, "what": "extended", "sequence": series.sequence,
                       "added": [one.pk for one in made]})  # fmt: skip
    return made
