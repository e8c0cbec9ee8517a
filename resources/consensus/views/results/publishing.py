"""Letting everybody read the results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand
from resources.consensus.actions.results import publishing
from resources.consensus.models import Panel, Round
from resources.consensus.queries.results.page import title_of
from resources.consensus.queries.results.remarks import waiting


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, pk):
    """Ask, and then let everybody read what a panel came to."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user), pk=pk)
    demand(request.user, "consensus.publish", panel)
    last = panel.rounds.filter(state=Round.State.CLOSED).order_by("-number").first()
    if request.method == "POST":
        publishing.publish(panel, by=request.user)
        messages.success(request, _("Everybody can read the results now."))
        return redirect("consensus:results", last.pk)
    left = waiting().filter(round__panel=panel).count()
    context = {"panel": panel, "title": title_of(panel), "round": last, "waiting": left}
    return render(request, "consensus/results/publish.html", context)
