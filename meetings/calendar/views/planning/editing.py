"""Planning a meeting, changing its words, moving it, calling it off, answering what it asks."""

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
from meetings.calendar.forms.planning.hosts import HostsForm
from meetings.calendar.forms.planning.meeting import CancelForm, EditForm, MoveForm, NewForm
from meetings.calendar.queries.planning.doubts import question_of
from meetings.calendar.terms import Kind
from meetings.calendar.views.planning.finding import run_by
from network.access.rules import Denied, demand
from network.kit.clock import validate_zone

WAYS = ["GET", "HEAD", "POST"]


def refused(form, error):
    """Put what an action refused beside its field, or above the form."""
    if isinstance(error, Denied):
        form.add_error(None, str(error.reason))
    elif hasattr(error, "error_dict"):
        for name, found in error.error_dict.items():
            form.add_error(name if name in form.fields else None, found)
    else:
        form.add_error(None, error)


def preset(request):
    """Return what an address says of a new meeting: `?title=&day=&time=&zone=&kind=`; what is wrong is left out."""
    given = {name: request.GET[name] for name in ("title", "day", "time", "kind", "minutes") if request.GET.get(name)}
    if given.get("kind") not in Kind.values:
        given.pop("kind", None)
    try:
        validate_zone(request.GET.get("zone", ""))
        given["zone"] = request.GET["zone"]
    except ValidationError:
        pass
    city = request.GET.get("city", "")
    return given | ({"holder": f"city:{city}"} if city else {})


@never_cache
@login_required
@require_http_methods(WAYS)
def new(request):
    """`/meetings/new/`: what a meeting needs to be; everything else has its page later."""
    demand(request.user, "calendar.plan")
    form = NewForm(request.POST or None, member=request.user, initial=preset(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.plan(by=request.user, **form.fields_of_meeting())
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("It is planned. Nobody has been told yet: invite people next."))
            return redirect(made)
    return render(request, "calendar/planning/new.html", {"form": form})


@never_cache
@login_required
@require_http_methods(WAYS)
def edit(request, pk):
    """Words, place, how people join. Two who write at once: the second is told what changed."""
    meeting = run_by(request, pk)
    if request.method != "POST":
        form = EditForm(instance=meeting, member=request.user)
        return render(request, "calendar/planning/edit.html", {"form": form, "meeting": run_by(request, pk)})
    with transaction.atomic():
        form = EditForm(request.POST, instance=locked(meeting), member=request.user)
        if form.is_valid():
            try:
                held = planning.change(meeting, by=request.user, **form.fields_of_meeting())
            except (ValidationError, Denied) as error:
                refused(form, error)
            else:
                messages.success(request, _("Saved. Nobody gets a mail of it."))
                return redirect(held)
    return render(request, "calendar/planning/edit.html", {"form": form, "meeting": run_by(request, pk)})


@never_cache
@login_required
@require_http_methods(WAYS)
def move(request, pk):
    """Another day or hour; everybody who is invited gets a mail."""
    meeting = run_by(request, pk)
    planning.refuse_cancelled(meeting)
    if request.method != "POST":
        form = MoveForm(member=request.user, meeting=meeting)
        return render(request, "calendar/planning/move.html", {"form": form, "meeting": meeting})
    with transaction.atomic():
        form = MoveForm(request.POST, member=request.user, meeting=locked(meeting))
        if form.is_valid():
            try:
                held = planning.change(meeting, by=request.user, **form.when())
            except (ValidationError, Denied) as error:
                refused(form, error)
            else:
                if held.sequence > meeting.sequence:
                    messages.success(request, _("It is moved. Everybody who is invited is told."))
                else:
                    messages.success(request, _("Saved. The moment is the same, so nobody gets a mail."))
                return redirect(held)
    return render(request, "calendar/planning/move.html", {"form": form, "meeting": meeting})


@never_cache
@login_required
@require_http_methods(WAYS)
def cancel(request, pk):
    """Calling it off, with a reason that everybody reads."""
    meeting = run_by(request, pk)
    planning.refuse_cancelled(meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel(meeting, by=request.user, reason=form.cleaned_data["reason"])
        except Denied as error:
            refused(form, error)
        else:
            messages.success(request, _("It is cancelled. Everybody who is invited is told."))
            return redirect(meeting)
    return render(request, "calendar/planning/cancel.html", {"form": form, "meeting": meeting})


@never_cache
@login_required
@require_http_methods(WAYS)
def hosts(request, pk):
    """Who holds the meeting."""
    meeting = run_by(request, pk)
    form = HostsForm(request.POST or None, thing=meeting, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change(meeting, by=request.user, hosts=form.chosen())
        except (ValidationError, Denied) as error:
            refused(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(meeting)
    return render(request, "calendar/planning/hosts.html", {"form": form, "thing": meeting})


@never_cache
@login_required
@require_http_methods(WAYS)
def settle(request, pk):
    """What a meeting asks its hosts: a new law of the hours, or an hour that does not exist or comes twice."""
    meeting = run_by(request, pk)
    asked = question_of(meeting)
    if asked is None:
        messages.info(request, _("There is nothing to answer any more."))
        return redirect(meeting)
    error = ""
    if request.method == "POST":
        choice = request.POST.get("choice", "")
        if choice in dict(asked.options):
            try:
                for one in [meeting, *(asked.others if request.POST.get("all") else ())]:
                    planning.settle(one, choice, by=request.user)
            except (ValidationError, Denied) as found:
                error = getattr(found, "reason", "") or " ".join(getattr(found, "messages", ()))
            else:
                messages.success(request, _("Thank you. The meeting says so now."))
                return redirect(meeting)
        error = error or _("Choose one of the two.")
    context = {"meeting": meeting, "asked": asked, "error": error}
    return render(request, "calendar/planning/settle.html", context)
