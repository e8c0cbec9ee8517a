"""A meeting's own page."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings.calendar.queries.planning.page import page_of
from meetings.calendar.views.planning.finding import meeting_of


@require_safe
def show(request, pk, slug):
    """Show a meeting to whoever may see it; an old title in the address leads to the new one."""
    meeting = meeting_of(request, pk)
    if slug != meeting.slug:
        return redirect(meeting, permanent=False)
    return render(request, "calendar/meeting.html", page_of(meeting, request.user))
