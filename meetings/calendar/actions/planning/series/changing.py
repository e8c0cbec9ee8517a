"""Changing the words of a series, and of its dates to come."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.access.people import NOT_YET
from meetings.calendar.actions.planning.rows import (
    SERIES_WORDS,
    check_fields,
    city_of,
    demand_holder,
    host_ids,
    locked_series,
    seat_hosts,
)
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.actions.rows import audience_of, sync_audience
from meetings.calendar.activity.planning import SERIES_CHANGED
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def change_series(series, *, by, hosts=None, at=None, **fields):
    """Change SERIES_WORDS of a series and return it; dates to come follow, save where one has words of its own.

    Nobody gets a mail. Its hours change by `change_following`.
    """
    series = locked_series(series)
    demand(by, "calendar.run", series)
    check_fields(fields, SERIES_WORDS)
    before = {name: getattr(series, name) for name in fields}
    changed = [name for name, value in fields.items() if before[name] != value]
    for name in changed:
        setattr(series, name, fields[name])
    if {"city", "group"} & set(changed):
        demand_holder(by, series)
    new_hosts = hosts is not None and {one.pk for one in hosts} != host_ids(series)
    if new_hosts:
        _demand_members(hosts)
        if series.organiser_id not in {one.pk for one in hosts}:
            series.organiser = hosts[0]
        series.hosts.set(hosts)
    if not changed and not new_hosts:
        return series
    people = host_ids(series) | set(
        series.standings.filter(removed_at=None).exclude(member=None).values_list("member", flat=True)
    )
    series.audience = audience_of(series, people)
    series.save()
    for meeting in rows.coming(series, after=at).select_for_update(of=("self",)):
        _follow(meeting, before, {name: fields[name] for name in changed}, at)
        if new_hosts:
            meeting.organiser = series.organiser
            meeting.save(update_fields=["organiser"])
            seat_hosts(meeting, hosts, by)
    record(SERIES_CHANGED, by=by, subject=series, city=city_of(series), audience=series.audience, at=at,
           detail={"title": series.title, "what": "edited", "sequence": series.sequence,
                   "fields": sorted([*changed, *(["hosts"] if new_hosts else [])]), "added": []})  # fmt: skip
    return series


def _follow(meeting, before, changes, at):
    """Take over what changed where the date said what the series said."""
    taken = [name for name in changes if getattr(meeting, name) == before[name]]
    for name in taken:
        setattr(meeting, name, changes[name])
    if not taken:
        return
    meeting.changed_at = at or now()
    meeting.save(update_fields=[*taken, "changed_at"])
    if {"visibility", "city"} & set(taken):
        sync_audience(meeting)


def _demand_members(hosts):
    if not hosts:
        raise Denied(_("Somebody has to hold the meeting."), "calendar.run")
    if any(not one.is_member for one in hosts):
        raise Denied(NOT_YET, "calendar.run")
