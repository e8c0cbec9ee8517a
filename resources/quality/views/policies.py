"""Which cities, and whether the whole network, ask for a review before publication."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand, may
from network.cities.models import City
from resources.quality import actions
from resources.quality.models import Policy


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policies(request):
    """One row for the network and one for each city; each is changed by those whose it is."""
    demand(request.user, "quality.see_policies")
    seen = City.objects.visible_to(request.user).order_by("name")
    if request.method == "POST":
        slug = request.POST.get("city", "")
        city = get_object_or_404(seen, slug=slug) if slug else None
        actions.set_policy(city, by=request.user, asks=request.POST.get("asks") == "yes")
        messages.success(request, _("Saved. It holds for what is submitted from now on."))
        return redirect("quality:policies")
    asking = {policy.city_id: policy for policy in Policy.objects.select_related("changed_by")}
    rows = [
        {
            "city": city,
            "asks": bool((policy := asking.get(city and city.pk)) and policy.asks),
            "policy": policy,
            "may_set": bool(may(request.user, "quality.set_policy", city)),
        }
        for city in [None, *seen]
    ]
    return render(request, "quality/policies.html", {"rows": rows})
