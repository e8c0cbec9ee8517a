"""Which meeting or whose place an address means."""

from django.shortcuts import get_object_or_404, render
from django.utils import translation

from meetings.calendar.models import Attendance, Meeting
from network.access.rules import demand

ROWS = Attendance.objects.select_related("member__home_city", "meeting__city", "meeting__series")


def meeting_of(request, pk):
    """Return meeting `pk` as the reader may see it, or a 404."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("city", "series"), pk=pk)


def hosted(request, pk):
    """Return meeting `pk` where the reader runs it; Denied where it is not theirs to run."""
    meeting = meeting_of(request, pk)
    demand(request.user, "calendar.run", meeting)
    return meeting


def mine(request, meeting):
    """Return the reader's Attendance at `meeting`, or None."""
    row = ROWS.filter(meeting=meeting, member=request.user, removed_at__isnull=True).first()
    if row is not None:
        row.member = request.user
    return row


def private(response):
    """Let nobody learn the address of a signed page: no referrer, no index, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response.headers.setdefault("Content-Language", translation.get_language())
    return response


def link_over(request):
    """Say that a link of a mail leads nowhere any more."""
    return private(render(request, "calendar/attending/link_over.html", status=410))
