"""The agenda as its hosts write it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.calendar.actions import planning
from meetings.calendar.actions.planning.rows import locked
from meetings.calendar.forms.planning.agenda import AgendaForm
from meetings.calendar.views.planning.finding import run_by


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request, pk):
    """Points with minutes that fit into the meeting; rows are added, moved and taken away without scripts."""
    meeting = run_by(request, pk)
    if request.method != "POST":
        return _page(request, meeting, AgendaForm(meeting, request.user))
    with transaction.atomic():
        locked(meeting)
        form = AgendaForm(meeting, request.user, request.POST)
        if form.act == "save" and form.is_valid():
            try:
                planning.put_agenda(meeting, form.points(), by=request.user)
            except ValidationError as error:
                form.errors += error.messages
            else:
                messages.success(request, _("Saved."))
                return redirect(f"{meeting.get_absolute_url()}#agenda")
    return _page(request, meeting, form)


def _page(request, meeting, form):
    return render(request, "calendar/planning/agenda.html", {"meeting": meeting, "form": form})
