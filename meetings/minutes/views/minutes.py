"""The page of minutes: the text, what was decided, who does what; and how they begin."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meetings.minutes import actions
from meetings.minutes.models import Minutes
from meetings.minutes.queries import shown
from meetings.minutes.queries.fingerprints import is_untouched
from meetings.minutes.queries.people import names_present
from meetings.minutes.queries.series import next_of
from meetings.minutes.views.finding import meeting_of, minutes_of
from network.access.rules import may


@never_cache
@require_safe
def show(request, pk):
    """The minutes as a document: decisions and tasks first. Where there are none, what will stand here."""
    meeting, minutes = minutes_of(request, pk)
    if minutes is None:
        is_there = Minutes.objects.filter(meeting=meeting).exists()
        may_begin = may(request.user, "minutes.begin", meeting)
        # Where there are some that are not open to this reader, the page says no more than that they will stand here.
        context = {"meeting": meeting, "may_begin": bool(may_begin) and not is_there, "why": may_begin.reason}
        return render(request, "minutes/none.html", context)
    return render(request, "minutes/minutes.html", context_of(request, meeting, minutes))


def context_of(request, meeting, minutes):
    """Return what the page of minutes shows to this reader."""
    reader = request.user
    content = shown.content_of(minutes, reader)
    is_member = reader.is_authenticated and reader.is_member
    return {
        "meeting": meeting,
        "minutes": minutes,
        "text": shown.drawn(content, meeting.language),
        "decisions": shown.decision_rows(shown.decisions_of(meeting), reader),
        "tasks": shown.task_rows(shown.tasks_of(meeting), reader) if is_member else [],
        "present": names_present(minutes, reader if is_member else None),
        "may": {
            name: bool(may(reader, f"minutes.{name}", minutes))
            for name in ("write", "circulate", "approve", "decide", "assign", "narrow")
        },
        "is_member": is_member,
        "is_changed": minutes.is_sent and is_member and content != minutes.circulated,
        "is_untouched": minutes.is_approved and is_untouched(minutes),
        "approving": next_of(meeting),
        "approved_by": minutes.approved_by.called_by(reader if is_member else None) if minutes.approved_by else "",
    }


@login_required
@require_POST
def begin(request, pk):
    """Begin the minutes, or go to those that somebody else began a moment ago."""
    meeting = meeting_of(request, pk)
    actions.begin_minutes(meeting, request.user)
    return redirect("minutes:write", meeting.pk)
