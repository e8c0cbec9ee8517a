"""The page of a topic: everything that has it, to be followed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from network.catalogue import queries as catalogue
from network.interchange import feeds
from resources.library import words
from resources.library.models import Topic
from resources.library.queries import topic_count
from resources.library.views.freshness import fresh
from resources.library.views.listing import SIZE
from resources.library.views.merged import leads_to_merged


def known_topic(slug, member):
    """Return the label of a topic; a free word exists only for those who may see something that has it."""
    if slug in (known := words.words("topic")):
        return known[slug].label()
    row = Topic.objects.filter(slug=slug).first()
    if row is None or not topic_count(member, slug):
        raise Http404
    return row.label_in(get_language())


@require_safe
@leads_to_merged
def topic(request, slug):
    """What there is on a topic."""
    if into := words.replaced(slug):
        query = request.GET.urlencode()
        return redirect(reverse("library:topic", args=[into]) + (f"?{query}" if query else ""))
    label = known_topic(slug, request.user)
    params = request.GET.copy()
    params.setlist("topic", [slug])
    listing = catalogue.listing(params, member=request.user, size=SIZE)
    listing.groups = [group for group in listing.groups if group["key"] != "topic"]
    listing.chosen = [word for word in listing.chosen if word["key"] != "topic"]
    page = render(
        request,
        "library/topic.html",
        {
            "slug": slug,
            "label": label,
            "says": known.definition() if (known := words.words("topic").get(slug)) else "",
            "listing": listing,
            "sorts": catalogue.sorts(listing.asked) if listing.total > 1 else [],
            "feed": feeds.address("everything", "atom", listing.asked.query(page="", sort="")),
            "is_followed": request.user.is_authenticated and slug in request.user.topics,
        },
    )
    return fresh(page, request)
