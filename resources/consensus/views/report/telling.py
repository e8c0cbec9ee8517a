"""`/consensus/panels/<id>/report/words/`: what no figure tells, written by whoever runs the panel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand
from resources.consensus.actions import report as actions
from resources.consensus.forms.report import StoryForm
from resources.consensus.models import Panel


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def story(request, pk):
    """Show the form with one field for each thing, and keep it."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user).select_related("protocol"), pk=pk)
    demand(request.user, "consensus.run", panel)
    form = StoryForm(panel, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                changed = actions.tell(panel, form.cleaned_data, by=request.user, seen=form.seen())
            except actions.Crossed as crossed:
                panel.refresh_from_db()
                form.crossed(crossed.theirs)
            else:
                messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
                return redirect("consensus:report", panel.pk)
    return render(request, "consensus/report_words.html", {"panel": panel, "form": form}, status=status)
