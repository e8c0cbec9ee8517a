"""Tasks: their register across all meetings, one task with its history, a new one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.minutes import actions
from meetings.minutes.forms.tasks import CloseForm, TaskForm
from meetings.minutes.models import Task
from meetings.minutes.queries import histories, registers, shown
from meetings.minutes.views.decisions import back
from meetings.minutes.views.finding import to_write_on
from network.access.rules import demand, may

ON_A_PAGE = 40


@never_cache
@login_required
@require_safe
def register(request):
    """Tasks across all meetings: mine, those of my series, all; open, overdue, done, dropped."""
    demand(request.user, "minutes.read_tasks")
    who = request.GET.get("who", "mine")
    who = who if who in registers.WHO else "mine"
    state = request.GET.get("state", "open")
    state = state if state in registers.STATES else "open"
    chosen = list(registers.series_with_tasks(request.user))
    series = next((one for one in chosen if one.slug == request.GET.get("series")), None)
    found = registers.tasks(request.user, who=who, state=state, series=series)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    late = registers.tasks(request.user, who=who, state="late", series=series).count()
    context = {
        "page": page,
        "rows": shown.task_rows(page, request.user),
        "who": who,
        "state": state,
        "series": series,
        "choices": chosen,
        "late": late,
        "whose": [("mine", _("Mine")), ("series", _("Of my series")), ("all", _("All"))],
        "states": [
            ("open", _("Open")), ("late", _("Overdue")), ("done", _("Done")), ("dropped", _("Dropped")),
            ("all", _("All")),
        ],
    }  # fmt: skip
    return render(request, "minutes/tasks.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Give somebody a task."""
    meeting, minutes = to_write_on(request, pk)
    if minutes is not None:
        demand(request.user, "minutes.assign", minutes)
    form = TaskForm(request.POST or None, member=request.user, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.assign(
            meeting, by=request.user, owner=given["owner"], title=given["title"], due_on=given["due_on"]
        )
        messages.success(request, _("%(name)s has the task.") % {"name": made.owner.called_by(request.user)})
        writes = minutes is None or may(request.user, "minutes.write", minutes)
        return redirect(back(meeting, "tasks") if writes else minutes)
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/task_new.html", {"meeting": meeting, "form": form}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request, pk):
    """One task with all that became of it; close it, pass it on, give it another day, open it again."""
    rows = Task.objects.visible_to(request.user).select_related("meeting", "series", "owner__home_city", "closed_by")
    one = get_object_or_404(rows.distinct(), pk=min(pk, 2**62))
    act = request.POST.get("act", "") if request.method == "POST" else ""
    closing = CloseForm(request.POST if act == "close" else None)
    changing = TaskForm(request.POST if act == "change" else None, member=request.user, meeting=one.meeting, task=one)
    if act == "close" and closing.is_valid():
        if actions.close_task(one, by=request.user, **closing.cleaned_data):
            messages.success(request, _("The task is closed."))
        else:
            messages.info(request, _("This task was closed already."))
        return redirect(one)
    if act == "change" and changing.is_valid():
        given = changing.cleaned_data
        actions.change_task(one, by=request.user, owner=given["owner"], title=given["title"], due_on=given["due_on"])
        messages.success(request, _("Saved."))
        return redirect("minutes:actions") if given["owner"] != request.user else redirect(one)
    if act == "reopen":
        actions.reopen_task(one, by=request.user)
        messages.success(request, _("The task is open again."))
        return redirect(one)
    context = {
        "task": one,
        "row": shown.task_rows([one], request.user)[0],
        "history": histories.of(one, request.user),
        "sees_meeting": type(one.meeting).objects.visible_to(request.user).filter(pk=one.meeting_id).exists(),
        "closing": closing,
        "changing": changing,
        "may_close": bool(may(request.user, "minutes.close_task", one)),
        "may_reopen": bool(may(request.user, "minutes.reopen_task", one)),
        "opens": act,
    }
    return render(request, "minutes/task.html", context, status=422 if act else 200)
