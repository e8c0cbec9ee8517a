"""Finding what an address names, of what the reader may see: everything else is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.calendar.models import Meeting
from meetings.minutes.models import Minutes
from network.access.rules import may

BIGGEST = 2**63 - 1


def meeting_of(request, pk):
    """Return meeting `pk` where the reader may see it, else a 404."""
    if int(pk) > BIGGEST:
        raise Http404
    rows = Meeting.objects.visible_to(request.user).select_related("series", "city", "organiser")
    return get_object_or_404(rows, pk=pk)


def minutes_of(request, pk):
    """Return (meeting, its Minutes where there are some that the reader may read, else None), or a 404."""
    meeting = meeting_of(request, pk)
    rows = Minutes.objects.visible_to(request.user).select_related("document", "approved_in", "approved_by")
    minutes = rows.filter(meeting=meeting).first()
    if minutes is not None:
        minutes.meeting = meeting
    return meeting, minutes


def written(request, pk):
    """Return (meeting, Minutes) that the reader may read, or a 404."""
    meeting, minutes = minutes_of(request, pk)
    if minutes is None:
        raise Http404
    return meeting, minutes


def to_write_on(request, pk):
    """Return (meeting, Minutes) for decisions and tasks; Minutes is None where they may be begun now, else a 404."""
    meeting, minutes = minutes_of(request, pk)
    if minutes is None and (
        Minutes.objects.filter(meeting=meeting).exists() or not may(request.user, "minutes.begin", meeting)
    ):
        raise Http404
    return meeting, minutes
