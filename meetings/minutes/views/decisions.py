"""Decisions: written down beside the minutes, and their register across all meetings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.minutes import actions
from meetings.minutes.forms.minutes import DecisionForm, StrikeForm
from meetings.minutes.models import Decision
from meetings.minutes.queries import registers, shown
from meetings.minutes.views.finding import to_write_on
from network.access.rules import demand, may

ON_A_PAGE = 40


@never_cache
@require_safe
def register(request):
    """All decisions that the reader may read, newest first; `?series=` and `?q=` narrow them."""
    chosen = registers.series_with_decisions(request.user)
    series = next((one for one in chosen if one.slug == request.GET.get("series")), None)
    words = request.GET.get("q", "").strip()[:100]
    page = Paginator(registers.decisions(request.user, series=series, words=words), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": shown.decision_rows(page, request.user),
        "choices": chosen,
        "series": series,
        "q": words,
    }
    return render(request, "minutes/decisions.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Write a decision down."""
    meeting, minutes = to_write_on(request, pk)
    if minutes is not None:
        demand(request.user, "minutes.decide", minutes)
    form = DecisionForm(request.POST or None, member=request.user, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.decide(meeting, by=request.user, text=given["text"], entry=given["about"])
        messages.success(request, _("Decision %(number)s is written down.") % {"number": made.number})
        return redirect(back(meeting, "decisions"))
    status = 422 if request.method == "POST" else 200
    return render(request, "minutes/decision_new.html", {"meeting": meeting, "form": form}, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request, pk):
    """One decision: mend its words until the minutes are approved, or strike it."""
    rows = Decision.objects.visible_to(request.user).select_related("meeting__written", "entry", "series")
    one = get_object_or_404(rows, pk=min(pk, 2**62))
    minutes = one.meeting.written
    may_change = bool(may(request.user, "minutes.decide", minutes)) and one.struck_at is None
    may_strike = bool(may(request.user, "minutes.narrow", minutes)) and one.struck_at is None
    started = {"text": one.text, "about": one.entry.address if one.entry else ""}
    act = request.POST.get("act", "")
    form = DecisionForm(
        request.POST if act == "change" else None, member=request.user, meeting=one.meeting, initial=started
    )
    striking = StrikeForm(request.POST if act == "strike" else None)
    if act == "change" and form.is_valid():
        actions.change_decision(one, by=request.user, text=form.cleaned_data["text"], entry=form.cleaned_data["about"])
        messages.success(request, _("Saved."))
        return redirect(one)
    if act == "strike" and striking.is_valid():
        actions.strike(one, by=request.user, reason=striking.cleaned_data["reason"])
        messages.success(request, _("Decision %(number)s counts no more.") % {"number": one.number})
        return redirect(one)
    context = {
        "decision": one,
        "meeting": one.meeting,
        "row": shown.decision_rows([one], request.user)[0],
        "form": form,
        "striking": striking,
        "may_change": may_change,
        "may_strike": may_strike,
    }
    return render(request, "minutes/decision.html", context, status=422 if request.method == "POST" else 200)


def back(meeting, part):
    """Return the address of the page on which minutes are written, at its decisions or tasks."""
    return f"{reverse('minutes:write', args=[meeting.pk])}#{part}"
