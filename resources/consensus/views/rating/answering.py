"""Answering an invitation: signed in, or by the signed link of the mail. Looking at it changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied, may
from network.kit import clock
from resources.consensus.actions.rating import answering
from resources.consensus.forms.rating import AnswerForm, ReasonForm
from resources.consensus.links import to_rate
from resources.consensus.models import Panellist, Round
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating.sheet import minutes_for
from resources.consensus.queries.rating.wording import in_words, title_of
from resources.consensus.views.rating.finding import PANELLISTS, invited_by, private


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    """Say yes or no to being on a panel."""
    # Who said no is no longer among those who see the panel, and may still change their mind.
    row = get_object_or_404(PANELLISTS.exclude(invited_at=None), panel=pk, member=request.user)
    row.member = request.user
    return _page(request, row)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """The same by the link of the mail: the authority is the signed token, not a cookie."""
    row = invited_by(token)
    if row is None:
        return private(render(request, "consensus/rating/link_over.html", {"round": None}, status=410))
    with translation.override(row.member.language), timezone.override(clock.zone(row.member.time_zone)):
        response = _page(request, row, token=token)
        response.headers.setdefault("Content-Language", translation.get_language())
    return private(response)


def _page(request, row, token=""):
    panel, member = row.panel, row.member
    allowed = may(member, "consensus.answer", panel)
    says_no = request.POST.get("answer") == "no"
    given = request.POST if request.method == "POST" else None
    form = AnswerForm(None if says_no else given, panel=panel, panellist=row)
    reason = ReasonForm(given if says_no else None)
    refused = ""
    if given is not None and (reason if says_no else form).is_valid():
        try:
            if says_no:
                answering.decline(panel, by=member, **reason.cleaned_data)
            else:
                answering.accept(panel, by=member, **form.answer())
            return _after(request, row, token, says_no)
        except Denied as denied:
            refused = denied.reason
    held = in_force(panel)
    statements = panel.items.filter(state="open").count()
    title, title_language = title_of(panel)
    context = {
        "panel": panel,
        "panellist": row,
        "title": title,
        "title_language": title_language,
        "texts": [in_words(panel, held, name) for name in ("aim", "information", "consent")],
        "panel_rule": in_words(panel, held, "panel_rule"),
        "held": held,
        "statements": statements,
        "minutes": minutes_for(statements),
        "form": form,
        "reason": reason,
        "allowed": allowed,
        "refused": refused,
        "by_mail": bool(token),
        "runs": [one.called_by(member) for one in panel.facilitators.order_by("pk")],
        "open_round": Round.objects.filter(panel=panel, state=Round.State.OPEN).first(),
    }
    status = 409 if refused else 422 if given is not None else 200
    return render(request, "consensus/rating/answer.html", context, status=status)


def _after(request, row, token, says_no):
    """Lead on: to the open round after a yes, else to the panel; who came by mail stays without signing in."""
    panel = row.panel
    round = Round.objects.filter(panel=panel, state=Round.State.OPEN).first()
    row = Panellist.objects.select_related("panel").get(pk=row.pk)
    if token and not says_no and round is not None:
        return redirect(to_rate(row, round))
    if token:
        context = {"panel": panel, "says_no": says_no, "by_mail": True}
        return render(request, "consensus/rating/answered.html", context)
    if says_no:
        messages.success(request, _("Thank you for telling us. You can still say yes while the panel runs."))
        return redirect("consensus:answer", panel.pk)
    messages.success(request, _("Thank you. We write to you when there is something to rate."))
    return redirect(round.get_absolute_url() if round else panel.get_absolute_url())
