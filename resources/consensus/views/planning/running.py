"""Opening a round and what stands in its way; a longer round, a shorter one; amending, breaking off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied
from resources.consensus.actions import planning
from resources.consensus.forms.planning.running import AmendForm, ClosingForm, MeetingForm, ProlongForm
from resources.consensus.forms.planning.statements import ReasonForm
from resources.consensus.models import Panel, Protocol, Round
from resources.consensus.queries import planning as queries
from resources.consensus.queries.planning import ready as looks
from resources.consensus.queries.planning.sentences import NAMES, rules
from resources.consensus.queries.rating.sheet import minutes_for
from resources.consensus.views.planning.finding import framed, run_by
from resources.consensus.views.planning.plan import WAYS


@never_cache
@login_required
@require_http_methods(WAYS)
def ready(request, pk):
    """What stands in the way of the next round, what it will ask, and the button that opens it."""
    panel = run_by(request, pk)
    held = queries.in_force(panel)
    last = panel.rounds.order_by("-number").first()
    collects = request.GET.get("round") == "0" and last is None
    number = 0 if collects else (last.number + 1 if last else 1)
    form = ClosingForm(request.POST or None, member=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.open_round(
                panel, closes_at=form.cleaned_data["closes_at"], by=request.user, collects_ideas=collects
            )
        except planning.NotReady as error:
            for sentence in error.missing:
                form.add_error(None, sentence)
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Round %(number)s is open.") % {"number": made.number}
                             if made.number else _("Ideas are collected now."))  # fmt: skip
            return redirect(panel)
    items = [] if collects else list(queries.items_asked(panel, held=held))
    context = framed(panel, "consensus:plan_ready") | {
        "form": form,
        "number": number,
        "collects": collects,
        "may_collect": last is None,
        "is_first": panel.state == Panel.State.PLANNED,
        "blockers": looks.blockers(panel, held, number, items),
        "hints": looks.hints(panel, held, items),
        "count": len(items),
        "minutes": minutes_for(len(items)),
        "rules": rules(panel, held),
        "added": [one.number for one in items if not one.entries.exists()] if number > 1 else [],
    }
    return render(request, "consensus/plan_ready.html", context)


def _open_round(request, pk):
    panel = run_by(request, pk)
    return panel, get_object_or_404(panel.rounds, state=Round.State.OPEN)


@never_cache
@login_required
@require_http_methods(WAYS)
def prolong(request, pk):
    """Let the open round close later."""
    panel, round = _open_round(request, pk)
    round.panel = panel
    form = ProlongForm(request.POST or None, member=request.user, after=round.closes_at, days=7)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            planning.prolong(round, closes_at=given["closes_at"], reason=given["reason"], by=request.user)
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("The round is open for longer. The panel reads of it."))
            return redirect(panel)
    context = framed(panel, "") | {"form": form, "round": round}
    return render(request, "consensus/round_prolong.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def close(request, pk):
    """Close the open round before its time, after a question."""
    panel, round = _open_round(request, pk)
    round.panel = panel
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.close_early(round, by=request.user, reason=form.cleaned_data["reason"])
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("The round is closed."))
            return redirect(panel)
    return render(request, "consensus/round_close.html", framed(panel, "") | {"form": form, "round": round})


@never_cache
@login_required
@require_http_methods(WAYS)
def meeting(request, pk, number):
    """Write how the meeting after a round went: who led it, what was talked about. No names of who said what."""
    panel = run_by(request, pk)
    round = get_object_or_404(panel.rounds, number=number, state=Round.State.CLOSED)
    round.panel = panel
    form = MeetingForm(request.POST or None, initial={"meeting": round.meeting})
    if request.method == "POST" and form.is_valid():
        planning.tell_meeting(round, form.cleaned_data["meeting"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect(panel)
    return render(request, "consensus/round_meeting.html", framed(panel, "") | {"form": form, "round": round})


@never_cache
@login_required
@require_http_methods(WAYS)
def amend(request, pk):
    """Change a rule after the lock, with its reason."""
    panel = run_by(request, pk)
    held, allowed = queries.in_force(panel), queries.amendable(panel)
    # A row of its own: the form holds what is in force, and nothing of it is ever saved.
    values = {name: held[name] for name in (*queries.RULES, *queries.TEXTS)}
    form = AmendForm(request.POST or None, instance=Protocol(**values), held=values, allowed=allowed)
    if request.method == "POST" and form.is_valid():
        try:
            planning.amend(panel, form.changes(), by=request.user, reason=form.cleaned_data["reason"])
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("The rule is changed. The panel reads what changed, and why."))
            return redirect(f"{panel.get_absolute_url()}#amendments")
    fixed = [NAMES[name] for name in queries.BEFORE_RESULTS if name not in allowed]
    context = framed(panel, "") | {"form": form, "fixed": fixed, "runs": panel.state == Panel.State.RUNNING}
    return render(request, "consensus/amend.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def stop(request, pk):
    """Break the panel off, after a question."""
    panel = run_by(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.stop(panel, by=request.user, reason=form.cleaned_data["reason"])
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("The panel is broken off."))
            return redirect(panel)
    return render(request, "consensus/stop.html", framed(panel, "") | {"form": form})
