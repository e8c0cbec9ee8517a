"""Beginning a series."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.calendar import rhythm
from meetings.calendar.access.people import NOT_YET
from meetings.calendar.actions.planning.rows import SERIES_WORDS, check_fields, city_of, demand_holder
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.actions.rows import audience_of
from meetings.calendar.activity.planning import SERIES_BEGUN
from meetings.calendar.models import Series
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import local, now

FIELDS = (*SERIES_WORDS, "zone", "first_day", "time", "minutes")
TAKEN = frozenset({"new"})
"""Words that stand in the place of a series in addresses."""


@transaction.atomic
def begin_series(*, by, rrule="", dates=(), hosts=(), slug="", follows=None, at=None, **fields):
    """Begin a series and write its dates 18 months ahead; returns it. By a rule, or by chosen dates.

    `fields`: FIELDS. `rrule` begins at `first_day` and `time` (wall time in `zone`). `dates`: days (at `time`), naive
    wall times or aware moments, as a rotation plans them. A date in an hour that does not exist moves on by the gap and
    `asks` its hosts. Raises ValidationError, `ics.Unreadable` for a rule that is none, Denied.
    """
    demand(by, "calendar.plan")
    check_fields(fields, FIELDS)
    if bool(rrule) == bool(dates):
        raise ValidationError(_("A series has a rule or chosen dates."))
    moment = at or now()
    series = Series(organiser=by, rrule=rrule, slug=slug or free_slug(fields["title"]), follows=follows,
                    created_at=moment, **fields)  # fmt: skip
    demand_holder(by, series)
    people = list(dict.fromkeys([by, *hosts]))
    if any(not one.is_member for one in people):
        raise Denied(NOT_YET, "calendar.plan")
    walls = walls_of(series, dates, moment)
    if dates:
        first = min(wall for wall, _second in walls)
        series.first_day, series.time = first.date(), series.time or first.time()
    series.audience = audience_of(series, [one.pk for one in people])
    series.save()
    series.hosts.set(people)
    made = rows.write(
        series, [rows.row(series, wall, is_second=second, moment=moment) for wall, second in walls], by=by
    )
    record(SERIES_BEGUN, by=by, subject=series, city=city_of(series), audience=series.audience, at=at,
           names=[one.pk for one in people if one.pk != by.pk],
           detail={"title": series.title, "dates": len(made), "follows": follows.slug if follows else ""})  # fmt: skip
    return series


def walls_of(series, dates, moment):
    """Return [(naive wall time, is_second)] of the dates of a series that begins, at least one and not too many."""
    if dates:
        walls = sorted({rows.wall_of(one, series) for one in dates})
    else:
        first = datetime.combine(series.first_day, series.time)
        last = max(local(moment, series.zone).date(), series.first_day) + rhythm.AHEAD
        walls = [(wall, False) for wall in rhythm.walls(series.rrule, first, series.zone, last)]
        if walls and walls[0][0] != first:
            raise ValidationError({"first_day": _("The first day is none of its own rule.")})
    if not walls:
        raise ValidationError(_("A series needs at least one date."))
    if len(walls) > rows.MOST_DATES:
        raise ValidationError(_("These are too many dates for one series."))
    length = timedelta(minutes=series.minutes)
    moments = sorted(rhythm.instant(wall, series.zone) for wall, _second in walls)
    if any(later - earlier < length for earlier, later in pairwise(moments)):
        raise ValidationError({"minutes": _("A date begins before the one before it has ended.")})
    return walls


def free_slug(title):
    """Return an address for a series of this title that no other has."""
    stem = slugify(title)[:60].strip("-") or "series"
    taken = set(Series.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | TAKEN
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
