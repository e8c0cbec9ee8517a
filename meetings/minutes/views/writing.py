"""Writing in minutes: together in the live editor, or passage by passage in a form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.minutes import actions
from meetings.minutes.forms.minutes import DecisionForm, NewPassageForm, PassageForm
from meetings.minutes.forms.tasks import TaskForm
from meetings.minutes.passages import split, to_lines, with_key
from meetings.minutes.queries import editor, shown
from meetings.minutes.views.finding import written
from network.access.rules import demand, may
from network.live import texts


@never_cache
@login_required
@require_safe
def write(request, pk):
    """The editor; without its script the text with a link to change each passage. Decisions and tasks stand below."""
    meeting, minutes = written(request, pk)
    if not may(request.user, "minutes.write", minutes):
        return redirect(minutes)
    content = texts.read(minutes.document)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "text": shown.drawn(content, meeting.language),
        "facts": editor.facts(minutes, request.user),
        "passages": split(content),
        "decisions": shown.decision_rows(shown.decisions_of(meeting), request.user),
        "tasks": shown.task_rows(shown.tasks_of(meeting), request.user),
        "decision_form": DecisionForm(member=request.user, meeting=meeting),
        "task_form": TaskForm(member=request.user, meeting=meeting),
        "may_send": bool(may(request.user, "minutes.circulate", minutes)),
    }
    return render(request, "minutes/write.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def passage(request, pk):
    """One passage in a form (`?key=`); where somebody else changed it meanwhile what was, what is, and what I wrote."""
    meeting, minutes = written(request, pk)
    demand(request.user, "minutes.write", minutes)
    key = request.GET.get("key", "")
    found = with_key(texts.read(minutes.document), key)
    if request.method != "POST":
        if found is None:
            raise Http404
        lines = to_lines(found.blocks)
        form = PassageForm(initial={"lines": lines, "was": lines})
        return render(request, "minutes/passage.html", {"meeting": meeting, "passage": found, "form": form})
    form = PassageForm(request.POST)
    context = {"meeting": meeting, "passage": found, "form": form}
    if not form.is_valid():
        return render(request, "minutes/passage.html", context, status=422)
    given = form.cleaned_data
    try:
        actions.save_passage(minutes, key, given["lines"], was=given["was"], by=request.user)
    except actions.Conflict as conflict:
        # What they typed stays in the form; it is compared with what stands there now.
        typed = given["lines"]
        if conflict.now is None:
            new = NewPassageForm(initial={"lines": typed})
            context |= {"new": new, "is_gone": True, "was": given["was"], "typed": typed}
        else:
            context["form"] = PassageForm(initial={"lines": typed, "was": conflict.now})
            context |= {"was": given["was"], "now": conflict.now, "typed": typed}
        return render(request, "minutes/conflict.html", context, status=409)
    except texts.Frozen:
        messages.error(request, _("These minutes are approved. They stand as they are."))
        return redirect(minutes)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('minutes:write', args=[meeting.pk])}#passages")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, pk):
    """A further passage at the end."""
    meeting, minutes = written(request, pk)
    demand(request.user, "minutes.write", minutes)
    form = NewPassageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_passage(minutes, form.cleaned_data["title"], form.cleaned_data["lines"], by=request.user)
        except texts.Frozen:
            messages.error(request, _("These minutes are approved. They stand as they are."))
            return redirect(minutes)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('minutes:write', args=[meeting.pk])}#passages")
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/passage_new.html", {"meeting": meeting, "form": form}, status=status)
