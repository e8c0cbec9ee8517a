"""What came of meetings: the question, on the page or by the link of the mail; the counts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from meetings.introductions import links
from meetings.introductions.actions import outcomes
from meetings.introductions.forms.introducing import OutcomeForm
from meetings.introductions.models import Outcome
from meetings.introductions.queries.outcomes import totals
from meetings.introductions.views.finding import private
from network.access.rules import demand, may
from network.kit import clock

MOST = 200


@never_cache
@login_required
@require_safe
def count(request):
    """`/meetings/introductions/outcomes/`: totals for members; for those who coordinate the network each answer."""
    demand(request.user, "introductions.count")
    rows = []
    if may(request.user, "introductions.oversee"):
        found = Outcome.objects.exclude(result="").select_related("meeting", "member")
        rows = [(row, row.member.called_by(request.user) if row.member else "")
                for row in found.order_by("-answered_at", "-pk")[:MOST]]  # fmt: skip
    mine = Outcome.objects.filter(member=request.user).select_related("meeting").order_by("-asked_at")[:20]
    return render(request, "introductions/outcomes.html", {"totals": totals(), "rows": rows, "mine": mine})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def say(request, pk):
    """`/meetings/introductions/outcomes/<pk>/`: say what came of one meeting."""
    row = Outcome.objects.select_related("meeting", "member").filter(pk=pk, member=request.user).first()
    if row is None:
        raise Http404
    return _page(request, row)


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """The same by the link of the mail. Looking changes nothing."""
    row = links.outcome_of(token)
    if row is None:
        return private(render(request, "introductions/link_over.html", {}, status=410))
    with translation.override(row.member.language), timezone.override(clock.zone(row.member.time_zone)):
        response = _page(request, row, token)
        response.headers.setdefault("Content-Language", translation.get_language())
    return private(response)


def _page(request, row, token=""):
    given = request.POST if request.method == "POST" else None
    form = OutcomeForm(given, instance=row)
    if given is not None and form.is_valid():
        outcomes.tell(row, by=row.member, **form.cleaned_data)
        said = _("Thank you. It is counted.")
        if token:
            return render(request, "introductions/answered.html", {"said": said, "item": None})
        messages.success(request, said)
        return redirect("introductions:outcomes")
    context = {"form": form, "row": row, "token": token}
    return render(request, "introductions/outcome.html", context, status=422 if form.errors else 200)
