from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.catalogue import queries
from network.catalogue.search import suggest as suggestions_for
from network.catalogue.search.query import parse
from network.kit.errors import too_many
from network.kit.ratelimit import address_of, allow

SEARCHES, SUGGESTIONS = "60/m", "240/m"


@require_safe
def search(request):
    """Everything that the reader may see and that meets what was typed."""
    if request.GET.get("q") and _too_many(request, "search", SEARCHES):
        return too_many(request, 60)
    listing = queries.listing(request.GET, member=request.user)
    response = render(
        request,
        "catalogue/search.html",
        {
            "listing": listing,
            "found": listing.found,
            "sorts": queries.sorts(listing.asked),
            "corrected": listing.asked.query(q=listing.found.did_you_mean, page=""),
            "unfiltered": queries.Asked(q=listing.asked.q).query(),
        },
    )
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def suggest(request):
    """What somebody who has typed so far may mean, as JSON for static/js/search.js."""
    if _too_many(request, "suggest", SUGGESTIONS):
        return JsonResponse({"suggestions": []}, status=429, headers={"Retry-After": "60"})
    typed = request.GET.get("q", "")
    found = suggestions_for(typed, member=request.user, language=request.LANGUAGE_CODE) if parse(typed) else []
    return JsonResponse({"suggestions": found}, headers={"X-Robots-Tag": "noindex"})


def _too_many(request, what, limit):
    """Say whether a visitor asks for more than people do; members are known and not counted."""
    return not request.user.is_authenticated and not allow(f"{what}:{address_of(request)}", limit)
