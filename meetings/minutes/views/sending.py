"""Sending minutes, approving them, saying who reads them, and what was sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.minutes import actions
from meetings.minutes.queries import shown
from meetings.minutes.queries.people import invited
from meetings.minutes.queries.series import next_of
from meetings.minutes.views.finding import written
from network.access.rules import demand, may
from network.live import texts
from resources.papers.differences import compare
from resources.papers.differences import render as difference


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send(request, pk):
    """Ask once more, and send. Whoever comes second finds them sent."""
    meeting, minutes = written(request, pk)
    count = invited(meeting).count()
    if request.method == "POST":
        if actions.circulate(minutes, by=request.user):
            told = ngettext("The minutes are on their way to %(n)s person.",
                            "The minutes are on their way to %(n)s people.", count)  # fmt: skip
            messages.success(request, told % {"n": count})
        else:
            messages.info(request, _("These minutes were sent already."))
        return redirect(minutes)
    demand(request.user, "minutes.circulate", minutes)
    context = {
        "meeting": meeting, "minutes": minutes, "count": count,
        "decisions": shown.decisions_of(meeting).filter(struck_at=None).count(),
        "tasks": shown.tasks_of(meeting).count(),
    }  # fmt: skip
    return render(request, "minutes/send.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request, pk):
    """Ask once more, and let them stand; in the name of the next meeting of the series, or of a host."""
    meeting, minutes = written(request, pk)
    after = next_of(meeting)
    if request.method == "POST":
        within = after if after is not None and request.POST.get("within") == str(after.pk) else None
        if actions.approve(minutes, by=request.user, within=within):
            messages.success(request, _("The minutes are approved."))
        else:
            messages.info(request, _("These minutes were approved already."))
        return redirect(minutes)
    demand(request.user, "minutes.approve", minutes)
    content = texts.read(minutes.document)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "after": after,
        "changes": len(compare(minutes.circulated, content)),
    }
    return render(request, "minutes/approve.html", context)


@login_required
@require_POST
def readers(request, pk):
    """Open the minutes to those alone who were invited, or to all who see the meeting."""
    meeting, minutes = written(request, pk)
    is_narrow = request.POST.get("narrow") == "1"
    actions.narrow(minutes, is_narrow, by=request.user)
    messages.success(
        request,
        _("Only those who were invited read these minutes now.") if is_narrow
        else _("Whoever sees the meeting reads these minutes now."),
    )  # fmt: skip
    return redirect("minutes:minutes", meeting.pk)


@never_cache
@login_required
@require_safe
def sent(request, pk):
    """What was sent, and what was corrected since."""
    meeting, minutes = written(request, pk)
    if not minutes.is_sent or not request.user.is_member:
        raise Http404
    now = shown.content_of(minutes, request.user)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "text": shown.drawn(minutes.circulated, meeting.language),
        "changes": len(compare(minutes.circulated, now)),
        "difference": difference(minutes.circulated, now),
        "may_write": bool(may(request.user, "minutes.write", minutes)),
    }
    return render(request, "minutes/sent.html", context)
