"""Pages of the letters: what I chose, what was sent to me, what would come now, and what an administrator sees."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.activity import kinds
from network.digests import actions, coming, compose
from network.digests.forms import PreferenceForm
from network.digests.models import Delivery, DigestRun
from network.kit import clock, links
from network.kit.errors import too_many
from network.kit.models import Mail
from network.kit.ratelimit import allow


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    """My choices, and what we sent me."""
    preference = actions.preference_of(request.user)
    form = PreferenceForm(request.POST or None, instance=preference)
    if request.method == "POST" and form.is_valid():
        actions.set_preference(request.user, by=request.user, **form.choices())
        messages.success(request, _("Saved. Your mails will come as you chose."))
        return redirect("digests:mine")
    sent = Mail.objects.filter(member=request.user).annotate(is_kept=~Q(raw=b"")).defer("raw")[:50]
    return render(request, "digests/mine.html", {"form": form, "sent": sent}, status=422 if form.errors else 200)


@login_required
@require_POST
def again(request, pk):
    """Send one of my mails once more."""
    # Mails lose their words after some months: there is nothing to send then.
    letter = get_object_or_404(Mail.objects.exclude(raw=b""), pk=pk, member=request.user)
    if not allow(f"again:{request.user.pk}", "10/h"):
        return too_many(request, 3600)
    actions.resend(letter, by=request.user)
    messages.success(request, _("It is on its way to %(address)s once more.") % {"address": letter.to})
    return redirect("digests:mine")


@login_required
@require_safe
def preview(request):
    """The letter as it would be now; looking at it sends nothing and counts as nothing."""
    return _preview(request, request.user)


@login_required
@require_safe
def preview_of(request, handle):
    """Any member's letter as it would be now, for administrators."""
    demand(request.user, "digests.oversee")
    return _preview(request, get_object_or_404(get_user_model().objects.visible_to(request.user), handle=handle))


def _preview(request, member):
    now = clock.now()
    with translation.override(member.language), timezone.override(clock.zone(member.time_zone)):
        preference = actions.preference_of(member)
        items, comings = coming.choose(member, preference, now, compose.choose(member, preference, now))
        context = actions.context_of(member, items, now, comings)
    return render(request, "digests/preview.html", context | {"whose": member, "mine": member == request.user})


@login_required
@require_safe
def runs(request):
    """The last runs with counts and failures."""
    demand(request.user, "digests.oversee")
    states = dict(Delivery.objects.values_list("state").annotate(Count("pk")))
    context = {
        "runs": DigestRun.objects.filter(planned__gt=0)[:30],
        "last": DigestRun.objects.first(),
        "states": [(label, states.get(state, 0)) for state, label in Delivery.State.choices],
        "mails": [
            (label, count)
            for state, label in Mail.State.choices
            for count in [Mail.objects.filter(state=state).count()]
        ],
        "failed": Delivery.objects.exclude(error="").select_related("member")[:30],
        "doubtful": Mail.objects.filter(state__in=["in_doubt", "refused"]).defer("raw")[:30],
    }
    return render(request, "digests/runs.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """RFC 8058: a POST ends this kind of mail at once, without cookies or questions; a GET shows one button."""
    payload = links.read("unsubscribe", token, days=3650)
    if request.method == "POST":
        kind = actions.unsubscribe(token)
        if kind is None:
            raise Http404
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(
                _("Done: these mails will not come any more."), content_type="text/plain; charset=utf-8"
            )
    if payload is None:
        raise Http404
    context = {"done": request.method == "POST", "is_digest": payload[1] == actions.KIND, "kind": _label(payload[1])}
    response = render(request, "digests/unsubscribe.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "private, no-store"
    return response


def _label(name):
    try:
        return kinds.kind(name).sentence
    except KeyError:
        return ""
