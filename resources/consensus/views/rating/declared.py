"""The interests that panellists declared, for those who run the panel: read, and what follows written down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand
from network.kit.personal import declare_look, looked
from resources.consensus.actions.rating import people
from resources.consensus.models import Interest, Panel
from resources.consensus.queries.rating.declared import declared_in
from resources.consensus.queries.rating.wording import title_of

INTERESTS_READ = declare_look("interests_read", gettext_lazy("read the interests that a panel declared"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declared(request, pk):
    """Who declared what; nobody is on it before they have finished the round."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user).select_related("protocol"), pk=pk)
    demand(request.user, "consensus.run", panel)
    if request.method == "POST":
        number = request.POST.get("interest", "")
        row = get_object_or_404(
            Interest, pk=number if number.isdecimal() and len(number) < 16 else 0, round__panel=panel
        )
        people.manage(row, by=request.user, words=request.POST.get("managed", ""))
        messages.success(request, _("Saved."))
        return redirect("consensus:declared", panel.pk)
    looked(INTERESTS_READ, by=request.user, detail={"panel": panel.pk})
    title, language = title_of(panel)
    context = {"panel": panel, "title": title, "title_language": language, "rounds": declared_in(panel)}
    return render(request, "consensus/rating/declared.html", context)
