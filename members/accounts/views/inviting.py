"""Invitation links: as a coordinator keeps them, and as a stranger opens one."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts import actions
from members.accounts.forms import InvitationForm
from members.accounts.models import Application, Invitation
from members.accounts.models.invitations import digest_of
from members.accounts.terms import INVITED
from network.access.rules import Denied, may
from network.cities.models import City
from network.kit import errors
from network.kit.ratelimit import address_of, allow

OPENED = "60/h"
MOST_LISTED = 50


def invited(request, token):
    """The page that an invitation opens: GET shows who invites, POST goes on to the form.

    The address holds the secret, so no other page and no other host is told of it (Referrer-Policy).
    """
    if not allow(f"invited:{address_of(request)}", OPENED):
        return errors.too_many(request, wait=3600)
    if request.user.is_authenticated and request.user.is_member:
        return _guarded(redirect("accounts:home"))
    found = Invitation.objects.filter(digest=digest_of(token)).select_related("city", "made_by").first()
    is_open = found is not None and City.objects.open_to_join().filter(pk=found.city_id).exists()
    if not is_open or not found.is_live:
        join = reverse("accounts:join") + (f"?{urlencode({'city': found.city.slug})}" if is_open else "")
        context = {"city": found.city if is_open else None, "join": join}
        return _guarded(render(request, "accounts/invitation_over.html", context, status=410))
    if request.method == "POST":
        request.session[INVITED] = found.pk
        return _guarded(redirect("accounts:status" if request.user.is_authenticated else "accounts:join"))
    return _guarded(render(request, "accounts/invited.html", {"invitation": found, "city": found.city}))


def _guarded(response):
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def invitations(request, slug):
    """The two links of a city: made, shown once, taken back; and who came by them."""
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    answer = may(request.user, "accounts.invite", city)
    if not answer:
        raise Denied(answer.reason, "accounts.invite")
    made, token = None, ""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and request.POST.get("act") == "revoke":
        number = request.POST.get("pk", "")
        pk = int(number) if number.isdecimal() and len(number) < 16 else 0
        found = get_object_or_404(Invitation, city=city, pk=pk)
        actions.revoke_invitation(found, by=request.user)
        messages.success(request, _("The link works no more."))
        return redirect("accounts:invitations", city.slug)
    if request.method == "POST" and form.is_valid():
        # Shown in the answer itself: the token is kept nowhere, so no page could show it later.
        made, token = actions.invite(city, form.cleaned_data.pop("kind"), by=request.user, **form.cleaned_data)
    live = {one.kind: one for one in Invitation.objects.filter(city=city, revoked_at=None).select_related("made_by")}
    kinds = [
        {
            "kind": kind,
            "label": kind.label,
            "invitation": live.get(kind),
            "form": InvitationForm(initial={"kind": kind}, prefix=None, auto_id=f"id_{kind}_%s"),
        }
        for kind in Invitation.Kind
    ]
    came = (
        Application.objects.visible_to(request.user)
        .filter(invitation__city=city)
        .select_related("invitation", "member")
    )
    response = render(
        request,
        "accounts/invitations.html",
        {
            "city": city,
            "kinds": kinds,
            "made": made,
            "link": settings.SITE_URL + reverse("accounts:invited", args=[token]) if token else "",
            "came": came.order_by("-pk")[:MOST_LISTED],
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response
