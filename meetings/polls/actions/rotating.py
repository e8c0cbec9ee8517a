"""The ledger is written when a meeting is over; a season that was planned becomes dates of the series."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.planning.rows import from_instant
from meetings.calendar.actions.planning.series import add_date
from meetings.calendar.models import Meeting
from meetings.polls.activity import SEASON, WEIGHED
from meetings.polls.models import Burden, CityHours
from meetings.polls.pain import BANDS
from meetings.polls.queries.ledger import burdens_of
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now

FIELDS = ("zone", "points", "night_minutes", "people")


@transaction.atomic
def write_burden(meeting):
    """Write what a meeting of a series that is over weighed on whom; again, it changes only what changed since.

    Returns how many rows stand. A meeting to come, or one without a series, has none.
    """
    row = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if row is None:
        return 0
    wanted = burdens_of(row) if row.series_id and row.ends_at <= now() else []
    known = {(one.city_id, one.member_id): one for one in Burden.objects.filter(meeting=row)}
    for one in wanted:
        old = known.pop((one.city_id, one.member_id), None)
        if old is None:
            one.save()
        elif any(getattr(old, name) != getattr(one, name) for name in FIELDS):
            for name in FIELDS:
                setattr(old, name, getattr(one, name))
            old.save(update_fields=FIELDS)
    Burden.objects.filter(pk__in=[one.pk for one in known.values()]).delete()
    return len(wanted)


@transaction.atomic
def weigh(city, *, by, weights, subdivision=""):
    """Say what half an hour of each part of the day weighs in a city, and whose holidays it has; returns CityHours.

    `weights`: six integers from 0 to 100, in the order of `pain.BANDS`. Raises ValueError for others.
    """
    demand(by, "polls.weigh", city)
    if len(weights) != len(BANDS) or not all(isinstance(one, int) and 0 <= one <= 100 for one in weights):
        raise ValueError(f"no weights: {weights!r}")
    row, _is_new = CityHours.objects.update_or_create(
        city=city,
        defaults={"weights": list(weights), "subdivision": subdivision, "changed_by": by, "changed_at": now()},
    )
    record(WEIGHED, by=by, subject=row, city=city.slug, audience=["members"], detail={"place": city.name})
    return row


@transaction.atomic
def accept_season(series, *, by, starts, minutes, is_proved=False):
    """Make the `starts` (aware moments) dates of the series, `minutes` each; returns the new Meetings.

    Dates that stand there already stay as they are. Raises Denied; ValidationError where the series has ended, or
    where a start is past.
    """
    demand(by, "polls.rotate", series)
    if any(start <= now() for start in starts):
        raise ValidationError(_("Some of these dates are past: plan the season again."))
    there = set(Meeting.objects.filter(series=series, starts_at__in=starts).values_list("starts_at", flat=True))
    made = []
    for start in sorted(set(starts) - there):
        wall = from_instant(start, series.zone)
        made.append(add_date(series, by=by, minutes=minutes, **wall))
    if made:
        record(SEASON, by=by, subject=series, city=series.city.slug if series.city_id else "",
               audience=series.audience,
               detail={"title": series.title, "dates": len(made), "is_proved": is_proved})  # fmt: skip
    return made
