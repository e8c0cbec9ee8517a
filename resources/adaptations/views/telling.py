"""Telling more of a use, and taking a report back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand, may
from resources.adaptations import actions
from resources.adaptations.forms import WithdrawForm, parts_of, stamp_of
from resources.adaptations.views import keeping
from resources.adaptations.views.finding import report_of


@never_cache
@keeping.keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk, number):
    """All parts in one form: whatever is right is kept with every save, what is wrong is said beside its field."""
    report = report_of(request, pk, number)
    demand(request.user, "adaptations.edit", report)
    kept = keeping.give_back(request)
    data = request.POST if request.method == "POST" else kept
    parts = parts_of(report, request.user, data)
    pressed = request.POST.get("part", "")
    is_late = request.method == "POST" and request.POST.get("seen") != stamp_of(report)
    if request.method == "POST" and not is_late:
        right = [part for part in parts if part.is_valid()]
        fields = {name: value for part in right if part.has_changed() for name, value in part.told().items()}
        if fields:
            report = actions.tell(report, by=request.user, **fields)
        if len(right) == len(parts):
            messages.success(request, _("Saved."))
            done = pressed == "done" or pressed not in {part.name for part in parts}
            return redirect(report if done else f"{request.path}#{pressed}")
    elif kept is not None:
        messages.success(request, _("You were signed out. What you had typed is here again."))
    context = {
        "report": report,
        "resource": report.resource,
        "parts": parts,
        "stamp": stamp_of(report),
        "is_late": is_late,
        "opened": pressed,
        "wrong": [part for part in parts if part.is_bound and part.errors],
        "may_attach": may(request.user, "adaptations.attach", report),
    }
    return render(request, "adaptations/edit.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk, number):
    """Withdraw a report, with a reason."""
    report = report_of(request, pk, number)
    demand(request.user, "adaptations.withdraw", report)
    form = WithdrawForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.withdraw(report, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It is found and counted no more."))
        return redirect("adaptations:uses", pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "adaptations/withdraw.html", {"report": report, "form": form}, status=status)
