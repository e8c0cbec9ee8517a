"""Remarks of a closed round, read by who runs the panel: let through, not shown, translated, made a statement."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied, demand
from resources.consensus.actions.results import moderating
from resources.consensus.forms.results import RemarkForm
from resources.consensus.models import Remark
from resources.consensus.queries.results import page, remarks
from resources.consensus.views.results.finding import round_of

ON_A_PAGE = 20
STATES = (Remark.State.WAITING, Remark.State.SHOWN, Remark.State.HIDDEN)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request, pk):
    """`/consensus/<round>/remarks/`: what waits, what is shown, what is not; POST decides on one remark."""
    round = round_of(request, pk)
    demand(request.user, "consensus.moderate", round)
    failed = None
    if request.method == "POST":
        failed = _decide(request, round)
        if failed is None:
            return redirect(request.get_full_path())
    state = request.GET.get("state", "")
    state = state if state in Remark.State.values else Remark.State.WAITING.value
    shown = Paginator(remarks.to_moderate(round, state), ON_A_PAGE).get_page(request.GET.get("page"))
    counts = dict(round.remarks.order_by().values_list("state").annotate(Count("pk")))
    texts = page.texts_of([row.entry for row in shown if row.entry], None)
    context = {
        "round": round,
        "panel": round.panel,
        "title": page.title_of(round.panel),
        "page": shown,
        "rows": [_row(row, texts, failed) for row in shown],
        "state": state,
        "tabs": [
            {"label": one.label.capitalize(), "address": f"?state={one.value}", "count": counts.get(one.value, 0),
             "current": one.value == state}
            for one in STATES
        ],
    }  # fmt: skip
    return render(request, "consensus/results/remarks.html", context, status=422 if failed else 200)


def _row(remark, texts, failed):
    form = failed if failed is not None and failed.remark.pk == remark.pk else RemarkForm(remark=remark)
    return {"remark": remark, "form": form, "statement": texts.get(remark.entry_id)}


def _decide(request, round):
    """Carry out what was decided on one remark; returns the form where it is not complete."""
    key = request.POST.get("remark", "")
    remark = _named(round, key)
    act = request.POST.get("act", "")
    form = RemarkForm(request.POST, remark=remark, act=act)
    if not form.is_valid():
        return form
    try:
        _act(request, remark, act, form)
    except Denied as error:
        form.add_error(None, str(error.reason))
        return form
    return None


def _act(request, remark, act, form):
    given = form.cleaned_data
    if act == "hide":
        moderating.hide(remark, by=request.user, reason=given["reason"])
        messages.success(request, _("It is not shown. Whoever wrote it reads why."))
    elif act == "item":
        item = moderating.make_item(remark, by=request.user, text=given["shown"])
        messages.success(request, _("It is statement %(number)s now.") % {"number": item.number})
    else:
        moderating.let_through(remark, by=request.user, shown=given["shown"], translations=form.translations())
        messages.success(request, _("The panel reads it now."))


def _named(round, key):
    try:
        return get_object_or_404(Remark, round=round, shuffle=UUID(key), seat__is_withdrawn=False)
    except ValueError:
        raise Http404 from None
