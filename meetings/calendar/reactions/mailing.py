"""Whoever is invited hears what becomes of a meeting: a higher SEQUENCE when it moves, CANCEL when it is called off."""

from meetings.calendar.activity import planning
from network.activity.kinds import on


@on(planning.MOVED)
def moved(activity, meeting):
    """A new REQUEST for all on the list, those too who said no: they may be able now."""
    from meetings.calendar.actions.mailing import following

    following.moved(meeting, activity)


@on(planning.CANCELLED)
def cancelled(activity, meeting):
    """A CANCEL for all on the list."""
    from meetings.calendar.actions.mailing import following

    following.called_off(meeting, activity)


@on(planning.SERIES_CHANGED)
def series_changed(activity, series):
    """New dates, or other hours of all that follow."""
    from meetings.calendar.actions.mailing import following

    following.series_changed(series, activity)


@on(planning.SERIES_BEGUN)
def series_goes_on(activity, series):
    """Who was asked to the series before is asked to the one that carries it on."""
    from meetings.calendar.actions.mailing import following

    if activity.detail.get("follows"):
        following.goes_on(series, activity)


@on(planning.SERIES_ENDED)
def series_ended(activity, series):
    """A rule with its new end, or CANCEL where nothing of it took place."""
    from meetings.calendar.actions.mailing import following

    following.series_ended(series, activity)
