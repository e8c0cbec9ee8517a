"""Polls on other pages: asking for a time beside the list of meetings, and how a meeting found its time."""

from django.db.models import Q

from meetings.polls.models import TimePoll
from meetings.polls.queries.board import board_of
from meetings.polls.queries.lists import mine_waiting, with_counts
from network.access.rules import may
from network.kit.panels import panel


@panel("calendar.list", place="acts", order=30)
def ask(request, _thing):
    """The way to asking for a time, and to one's polls."""
    if not may(request.user, "polls.begin"):
        return None
    return "polls/parts/act.html", {}


@panel("calendar.list", place="main", order=20)
def waiting(request, _thing):
    """Polls that wait for my answer."""
    if not may(request.user, "polls.begin"):
        return None
    found = list(with_counts(mine_waiting(request.user))[:10])
    return ("polls/parts/waiting.html", {"polls": found}) if found else None


@panel("calendar.series", place="acts", order=30)
def ask_in_series(request, series):
    """Ask for the next date of a series."""
    if series.ended_at or not may(request.user, "calendar.run", series):
        return None
    return "polls/parts/act.html", {"series": series}


@panel("calendar.meeting", place="side", order=60)
def how_found(request, meeting):
    """How the time was found, for those who were asked: which times there were, and how the chosen one stood."""
    if not request.user.is_authenticated:
        return None
    poll = TimePoll.objects.visible_to(request.user).filter(Q(meeting=meeting)).select_related("slot").first()
    if poll is None or poll.slot_id is None:
        return None
    board = board_of(poll, request.user)
    chosen = next((row for row in board.rows if row.slot.pk == poll.slot_id), None)
    return ("polls/parts/how.html", {"poll": poll, "board": board, "chosen": chosen}) if chosen else None
