"""Who bore the nights: on the page of the series and on a poll for its next date."""

from meetings.polls.queries import ledger
from network.access.rules import may
from network.kit.panels import panel


def _shown(request, series):
    """Return what the ledger shows to this reader, None where it is not for them."""
    if not request.user.is_authenticated or not may(request.user, "polls.ledger", series):
        return None
    return {
        "series": series,
        "lines": ledger.lines(series),
        "since": ledger.since(series),
        "own": ledger.own(series, request.user),
        "runs": bool(may(request.user, "polls.rotate", series)),
    }


@panel("calendar.series", place="main", order=60)
def of_series(request, series):
    """The ledger of a series."""
    shown = _shown(request, series)
    return shown and ("polls/rotation/panel.html", shown)


@panel("calendar.series", place="acts", order=40)
def plan(request, series):
    """Who runs the series plans a season in fair turns."""
    if not may(request.user, "polls.rotate", series) or series.ended_at:
        return None
    return "polls/rotation/act.html", {"series": series}


@panel("polls.poll", place="main", order=40)
def of_poll(request, poll):
    """The ledger of the series for whose next date a poll asks, where there is something in it."""
    if not poll.series_id:
        return None
    shown = _shown(request, poll.series)
    return ("polls/rotation/panel.html", shown) if shown and shown["lines"] else None
