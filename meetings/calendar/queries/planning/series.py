"""What the page of a series shows to one reader."""

from meetings.calendar import rhythm
from meetings.calendar.models import Meeting
from network.access.rules import may
from network.kit.clock import now

MOST_COMING, MOST_PAST = 26, 12


def dates_of(series, member):
    """Return all dates of a series that `member` may see, oldest first."""
    rows, moment = list(series.meetings.visible_to(member).order_by("starts_at", "pk")), now()
    for one in rows:
        one.is_ahead = one.starts_at > moment and one.state == Meeting.State.PLANNED
    return rows


def page_of(series, member, all_past=False):
    """Return the context of a series' page; `all_past`: all dates that are over, not the last few alone."""
    moment = now()
    seen = series.meetings.visible_to(member).select_related("city")
    coming = list(seen.filter(ends_at__gt=moment).order_by("starts_at", "pk")[: MOST_COMING + 1])
    past = list(seen.filter(ends_at__lte=moment).order_by("-starts_at", "-pk")[: None if all_past else MOST_PAST + 1])
    next_one = next((one for one in coming if one.state == Meeting.State.PLANNED), None)
    for one in [*coming, *past]:
        one.series = series
        one.is_moved = one.original_start is not None and one.starts_at != one.original_start
    return {
        "series": series,
        "coming": coming[:MOST_COMING],
        "more_coming": len(coming) > MOST_COMING,
        "past": past if all_past else past[:MOST_PAST],
        "more_past": not all_past and len(past) > MOST_PAST,
        "next": next_one,
        "rule": rhythm.words(series.rrule, series.first_day) if series.rrule and series.first_day else "",
        "is_endless": rhythm.is_endless(series.rrule) and not series.ended_at,
        "may_run": bool(may(member, "calendar.run", series)),
        "hosts": [one.as_called_by(member) for one in series.hosts.select_related("home_city").order_by("pk")],
        "follows": series.follows if series.follows_id and _seen(series.follows, member) else None,
        "followed_by": series.followed_by.visible_to(member).first() if series.ended_at else None,
        "asks": [one for one in coming if one.asks] if may(member, "calendar.run", series) else [],
    }


def _seen(series, member):
    return type(series).objects.visible_to(member).filter(pk=series.pk).exists()
