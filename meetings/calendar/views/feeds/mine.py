"""The page of my calendar's secret address: made, renewed, ended; shown once."""

from urllib.parse import quote, urlencode

import qrcode
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from meetings.calendar.actions import feeds
from meetings.calendar.forms.feeds import FeedForm
from meetings.calendar.models import FeedAddress
from network.access.rules import demand
from network.cities.models import City
from network.kit.errors import too_many
from network.kit.ratelimit import allow

QUIET = 4


@never_cache
@login_required
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request):
    """My address: a new one is shown once, on the page that answers its form."""
    demand(request.user, "calendar.hold_feed")
    address = FeedAddress.objects.visible_to(request.user).good().first()
    token = ""
    if request.method == "POST":
        form = FeedForm(request.POST, label_suffix="")
        leaves_out = form.is_valid() and form.cleaned_data["leaves_out_mailed"]
        act = request.POST.get("act")
        if act == "end":
            if address:
                feeds.end(address, by=request.user)
            messages.success(request, _("The address opens nothing any more."))
            return redirect("calendar:feeds")
        if act == "choose" and address:
            feeds.choose(address, by=request.user, leaves_out_mailed=leaves_out)
            messages.success(request, _("Saved."))
            return redirect("calendar:feeds")
        if not allow(f"calendar-feed:{request.user.pk}", "20/d"):
            return too_many(request, 3600)
        address, token = feeds.make(by=request.user, leaves_out_mailed=None if act == "renew" else leaves_out)
    form = FeedForm(initial={"leaves_out_mailed": address.leaves_out_mailed if address else False}, label_suffix="")
    context = {
        "form": form,
        "address": address,
        "new": ways_of(token) if token else None,
        "home": City.objects.visible_to(None).filter(pk=request.user.home_city_id).first(),
        "site": settings.SITE_URL,
    }
    # The address of this page tells nothing, so the house's "same-origin" is right: without any referrer browsers call
    # their origin "null", and no form of the page would be taken.
    return render(request, "calendar/feeds/mine.html", context)


def ways_of(token):
    """Return how a new address is brought into a calendar: as it is, as webcal:, for two services, as squares."""
    full = settings.SITE_URL + reverse("calendar:feed_mine", args=[token])
    webcal = "webcal:" + full.partition(":")[2]
    named = urlencode({"url": full, "name": _("My meetings")})
    size, path = squares(full)
    return {
        "full": full,
        "webcal": webcal,
        "google": "https://calendar.google.com/calendar/r?cid=" + quote(webcal, safe=""),
        "outlook": "https://outlook.live.com/calendar/0/addfromweb?" + named,
        "size": size,
        "path": path,
    }


def squares(address):
    """Return (side, path) of the QR code of an address as SVG, with a quiet zone around it."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return len(rows), path
