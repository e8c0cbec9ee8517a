"""Reading collections: the list, a shelf, its citations and its feeds."""

from urllib.parse import unquote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.interchange.feeds import ENDINGS as FEEDS
from network.interchange.formats import FORMATS, LISTS
from resources.collections import queries
from resources.collections.models import Collection
from resources.collections.views.finding import collection_of


@require_safe
def collections(request):
    """My shelves first, then those that others share."""
    mine = []
    if request.user.is_authenticated:
        mine = list(queries.with_counts(Collection.objects.of(request.user), request.user).order_by("-changed_at"))
    page = Paginator(queries.shared(request.user), queries.PAGE).get_page(request.GET.get("page"))
    return private(render(request, "collections/collections.html", {"mine": mine, "page": page}))


@require_safe
def short(request, pk):
    """`/collections/12/` leads to the address with words."""
    return redirect(collection_of(request, pk))


@require_safe
def collection(request, pk, slug):
    """One shelf in its order, with what its keeper says of each thing."""
    shelf = collection_of(request, pk)
    if unquote(shelf.get_absolute_url()) != request.path:
        return redirect(shelf)
    return private(render(request, "collections/collection.html", context_of(request, shelf)))


def context_of(request, shelf):
    """Return what the page of a shelf shows."""
    placements = queries.placements_of(shelf, request.user)
    return {
        "collection": shelf,
        "placements": placements,
        "is_mine": request.user.is_authenticated and shelf.owner_id == request.user.pk,
        "is_followed": queries.is_followed(shelf, request.user),
        "source": Collection.objects.visible_to(request.user).filter(pk=shelf.copied_from_id).first(),
        "feeds": [(kind, reverse("collections:feed", args=[shelf.pk, ending])) for ending, kind in FEEDS.items()],
        "exports": [
            {"label": FORMATS[ending].label, "address": f"/collections/{shelf.pk}/list.{ending}"} for ending in LISTS
        ],
    }


@require_safe
def export(request, pk, ending):
    """The list as a file for a reference manager or a table; only what the reader sees on the page."""
    shelf = collection_of(request, pk)
    placements = queries.placements_of(shelf, request.user)
    text = queries.written(queries.works_of(placements, request.user), ending)
    response = HttpResponse(text, content_type=FORMATS[ending].content_type)
    response["Content-Disposition"] = f'attachment; filename="collection-{shelf.pk}.{ending}"'
    return private(response)


def private(response):
    """Let no shared cache keep what may be closed at any moment."""
    response["Cache-Control"] = "private, no-cache"
    return response
