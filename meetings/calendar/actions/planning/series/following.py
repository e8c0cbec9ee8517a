"""Another hour, weekday or rule for all dates from one on.

No calendar program can be trusted with "this and all following" (RFC 5545 RANGE=THISANDFUTURE): a series by rule ends
there, and another one that says whence it comes takes over the dates that were to come. They stay the same rows, with
their agenda, material and people. A series of chosen dates has no rule that would break: its dates move one by one.
"""

from copy import copy
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import rhythm
from meetings.calendar.actions.planning.cancelling import call_off
from meetings.calendar.actions.planning.rows import SERIES_WORDS, city_of, compute, locked_series
from meetings.calendar.actions.planning.series import begin
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.actions.planning.series.ending import close
from meetings.calendar.activity.planning import SERIES_BEGUN, SERIES_CHANGED, SERIES_ENDED
from meetings.calendar.models import Series, Standing
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import local, now

FAR = timedelta(days=20 * 366)


@transaction.atomic
def change_following(meeting, *, by, day=None, time=None, minutes=None, zone=None, frequency=None, at=None):
    """Move `meeting`, a date of a series, and all dates after it; returns the series that they belong to now.

    `day`: where this date goes, the others follow by the rule. `frequency`: another of
    `rhythm.FREQUENCIES` from there on; the end stays as it was. Dates that were
    called off stay where they are; those that were moved singly follow the rule again.
    """
    series = locked_series(meeting.series)
    demand(by, "calendar.run", series)
    if series.ended_at:
        raise Denied(_("This series has ended."), "calendar.run")
    moment = at or now()
    if meeting.starts_at <= moment:
        raise Denied(_("Only dates to come can be moved."), "calendar.run")
    from_here = series.meetings.filter(original_start__gte=meeting.original_start, starts_at__gt=moment)
    following = list(from_here.filter(state="planned").order_by("original_start").select_for_update(of=("self",)))
    wanted = {"time": time or series.time, "minutes": minutes or series.minutes, "zone": zone or series.zone}
    if not series.rrule:
        return _one_by_one(series, following, day, wanted, by=by, at=at, moment=moment)
    return _new_series(series, meeting, following, day, frequency, wanted, by=by, at=at, moment=moment)


def _new_series(series, meeting, following, day, frequency, wanted, *, by, at, moment):
    first = day or _original_day(meeting)
    rule = _rule_from(series, meeting, first, frequency)
    fields = {name: getattr(series, name) for name in SERIES_WORDS}
    new = Series(organiser_id=series.organiser_id, rrule=rule, slug=begin.free_slug(series.title), follows=series,
                 first_day=first, created_at=moment, audience=series.audience, **fields, **wanted)  # fmt: skip
    walls = begin.walls_of(new, (), moment)
    new.save()
    new.hosts.set(series.hosts.all())
    _same_people(series, new)
    planned = [rows.row(new, wall, is_second=second, moment=moment) for wall, second in walls]
    for held, wanted_row in zip(following, planned, strict=False):
        _take_over(held, wanted_row, moment)
    rows.write(new, planned[len(following) :], by=by)
    left = following[len(planned) :]
    for one in left:
        call_off(one, str(_("The series goes on by another rule.")), at)
    series.refresh_from_db()
    close(series, meeting.original_start - timedelta(seconds=1), moment)
    detail = {"title": series.title, "until": local(meeting.original_start, series.zone).date().isoformat(),
              "next": new.slug, "reason": "", "sequence": series.sequence,
              "cancelled": [one.pk for one in left]}  # fmt: skip
    record(SERIES_ENDED, by=by, subject=series, city=city_of(series), audience=series.audience, detail=detail, at=at)
    record(SERIES_BEGUN, by=by, subject=new, city=city_of(new), audience=new.audience, at=at,
           detail={"title": new.title, "dates": len(planned), "follows": series.slug})  # fmt: skip
    return new


def _take_over(held, planned, moment):
    """Let a date that exists become a date of the new series: same page, same agenda, another hour."""
    for name in ("series", "day", "time", "zone", "minutes", "is_second", "starts_at", "ends_at", "tzdata", "asks",
                 "original_start"):  # fmt: skip
        setattr(held, name, getattr(planned, name))
    held.sequence += 1
    held.changed_at = moment
    held.save()


def _same_people(old, new):
    """Ask whoever is asked to the old series to the new one; answers were to other hours and begin anew."""
    skipped = {"id", "series", "answer", "answered_at", "answer_sequence", "answer_stamp", "since"}
    names = [one.attname for one in Standing._meta.concrete_fields if one.name not in skipped]
    people = [one for one in old.standings.all() if getattr(one, "removed_at", None) is None]
    Standing.objects.bulk_create([
        Standing(series=new, answer="yes" if one.role == "host" else "none",
                 **{name: getattr(one, name) for name in names}) for one in people
    ])  # fmt: skip


def _original_day(meeting):
    return local(meeting.original_start, meeting.series.zone).date()


def _rule_from(series, meeting, first, frequency):
    """Return the rule of the old series for a new first day: what was counted is counted on, weekdays follow."""
    name = frequency or rhythm.frequency_of(series.rrule)
    rule = rhythm.text(name, first) if name else rhythm.endless(series.rrule)
    kind, end = rhythm.end_of(series.rrule)
    if kind == "count":
        begin_wall = datetime.combine(series.first_day, series.time)
        walls = rhythm.walls(series.rrule, begin_wall, series.zone, series.first_day + FAR)
        left = sum(rhythm.instant(wall, series.zone) >= meeting.original_start for wall in walls)
        gone = series.meetings.filter(state="cancelled", original_start__gte=meeting.original_start).count()
        return rhythm.counted(rule, max(left - gone, 1))
    if kind == "until":
        return rhythm.until(rule, local(end, series.zone).replace(tzinfo=None, fold=0), series.zone)
    return rule


def _one_by_one(series, following, day, wanted, *, by, at, moment):
    """Move the dates of a series without a rule by as many days, to the new hour."""
    if not following:
        raise Denied(_("Only dates to come can be moved."), "calendar.run")
    shift = (day - following[0].day) if day else timedelta(0)
    for held in following:
        moved = rows.row(_as(series, wanted), datetime.combine(held.day + shift, wanted["time"]), moment=moment)
        if moved.starts_at <= moment:
            raise ValidationError({"day": _("This is in the past.")})
        for name in ("day", "time", "zone", "minutes", "is_second", "asks"):
            setattr(held, name, getattr(moved, name))
        compute(held)
        held.sequence += 1
        held.changed_at = moment
        held.save()
    for name, value in wanted.items():
        setattr(series, name, value)
    series.sequence += 1
    series.save()
    record(SERIES_CHANGED, by=by, subject=series, city=city_of(series), audience=series.audience, at=at,
           detail={"title": series.title, "what": "following_changed", "sequence": series.sequence, "added": [],
                   "moved": [one.pk for one in following]})  # fmt: skip
    return series


def _as(series, wanted):
    """Return an unsaved copy of a series with another hour, whose dates can be computed."""
    other = copy(series)
    for name, value in wanted.items():
        setattr(other, name, value)
    return other
