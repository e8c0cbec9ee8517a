"""What I said about myself on a panel, leaving it, taking my consent back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand, may
from resources.consensus.actions.rating import answering
from resources.consensus.forms.rating import AnswerForm, ReasonForm
from resources.consensus.models import Panel
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating.wording import in_words, title_of
from resources.consensus.views.rating.finding import PANELLISTS


def _mine(request, pk):
    """Return my row on a panel that I see, else Http404."""
    panel = get_object_or_404(Panel, pk=pk, panellists__member=request.user)
    row = PANELLISTS.filter(panel=panel, member=request.user).exclude(invited_at=None).first()
    if row is None:
        raise Http404
    row.member = request.user
    return row


def _context(row, **more):
    title, language = title_of(row.panel)
    return {"panel": row.panel, "panellist": row, "title": title, "title_language": language} | more


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request, pk):
    """What I said about myself; it can be changed."""
    row = _mine(request, pk)
    panel = row.panel
    form = AnswerForm(request.POST or None, panel=panel, panellist=row)
    del form.fields["consents"]
    is_fixed = panel.rounds.exists()
    if is_fixed:
        form.fields["group"].disabled = True
    if request.method == "POST" and form.is_valid():
        answering.describe(panel, by=request.user, **form.answer())
        messages.success(request, _("Saved."))
        return redirect("consensus:seat", panel.pk)
    context = _context(row, form=form, is_fixed=is_fixed, consent=in_words(panel, in_force(panel), "consent"))
    context |= {name: may(request.user, f"consensus.{name}", panel) for name in ("sit", "withdraw")}
    return render(request, "consensus/rating/seat.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """Leave a panel; what was answered stays."""
    row = _mine(request, pk)
    demand(request.user, "consensus.sit", row.panel)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answering.leave(row.panel, by=request.user, **form.cleaned_data)
        messages.success(request, _("You have left the panel. Thank you for what you gave it."))
        return redirect(row.panel.get_absolute_url())
    return render(request, "consensus/rating/leave.html", _context(row, form=form))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Take my consent back."""
    row = _mine(request, pk)
    demand(request.user, "consensus.withdraw", row.panel)
    if request.method == "POST":
        answering.withdraw(row.panel, by=request.user)
        messages.success(request, _("Your consent is taken back. Nobody asks you in this panel any more."))
        return redirect("consensus:seat", row.panel_id)
    held = in_force(row.panel)
    return render(request, "consensus/rating/withdraw.html", _context(row, removes=held["withdrawal"] == "remove"))
