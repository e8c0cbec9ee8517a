"""Panels: the list, a new one, the page of one, its protocol as it was locked."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from resources.consensus.access.people import leads_network
from resources.consensus.actions import planning
from resources.consensus.forms.planning.about import BeginForm
from resources.consensus.queries.planning import lists, page
from resources.consensus.views.planning.finding import panel_of


@require_safe
@never_cache
def listed(request):
    """`/consensus/`: what waits for my answer, mine, those that are public."""
    is_member = request.user.is_authenticated and request.user.is_member
    mine = lists.lines(lists.mine(request.user), request.user) if is_member else []
    others = []
    if leads_network(request.user):
        known = [line.panel.pk for line in mine]
        others = lists.lines(lists.of_network(request.user).exclude(pk__in=known)[: lists.PAGE], request.user)
    found = Paginator(lists.public(), lists.PAGE).get_page(request.GET.get("page"))
    found.object_list = lists.lines(found.object_list, request.user)
    context = {
        "asked": [line for line in mine if line.part == "asked"],
        "mine": [line for line in mine if line.part != "asked"],
        "others": others,
        "page": found,
        "may_begin": may(request.user, "consensus.begin"),
    }
    return render(request, "consensus/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Begin a panel: which method, about what."""
    demand(request.user, "consensus.begin")
    form = BeginForm(request.POST or None, initial={"method": "delphi", "language": get_language()})
    if request.method == "POST" and form.is_valid():
        made = planning.begin(form.cleaned_data, request.user)
        return redirect("consensus:plan", made.pk)
    return render(request, "consensus/new.html", {"form": form})


@require_safe
@never_cache
def panel(request, pk):
    """The panel's page: what it decides, its rules with their hash, who was asked, its rounds."""
    one = panel_of(request, pk)
    seen = page.of(one, request.user)
    context = {
        "panel": one,
        "seen": seen,
        "tone": page.tone_of(one),
        "may_plan": may(request.user, "consensus.plan", one),
    }
    return render(request, "consensus/panel.html", context)


@require_safe
@never_cache
def protocol(request, pk):
    """The text that was hashed when the first round opened, byte for byte."""
    one = panel_of(request, pk)
    if not one.protocol.locked_at:
        raise Http404
    answer = HttpResponse(one.protocol.document, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="protocol-{one.pk}.json"'
    answer["X-SHA256"] = one.protocol.sha256
    return answer
