"""The list of resources: narrowed by address, counted exactly, each filter with a feed."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.catalogue import queries
from resources.library.views.freshness import kept
from resources.library.views.merged import leads_to_merged

FACETS = ("kind", "topic", "city", "language", "population", "function", "value", "year", "licence", "quality")
SIZE = 40


@require_safe
@leads_to_merged
@kept
def resources(request):
    """`/resources/?kind=training&city=shanghai`: the same address, the same list."""
    listing = queries.listing(request.GET, member=request.user, within="resource", names=FACETS, size=SIZE)
    return render(
        request,
        "library/resources.html",
        {
            "listing": listing,
            "found": listing.found,
            "feed": feed_of(listing.asked),
            "sorts": queries.sorts(listing.asked) if listing.total > 1 else [],
            "unfiltered": queries.Asked(q=listing.asked.q).query(),
        },
    )


def feed_of(asked):
    """Return the address of the feed of what is asked."""
    query = asked.query(page="", sort="")
    return reverse("library:feed") + (f"?{query}" if query else "")
