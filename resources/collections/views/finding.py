"""Which collection an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404

from network.catalogue.models import Entry
from resources.collections.models import Collection


def collection_of(request, pk):
    """Return collection `pk` as the reader may see it, or a 404."""
    seen = Collection.objects.visible_to(request.user).select_related("owner__home_city", "copied_from")
    return get_object_or_404(seen, pk=pk)


def placement_of(request, collection, pk):
    """Return what stands on the shelf under `pk`, if the reader sees it, or a 404."""
    seen = Entry.objects.visible_to(request.user)
    return get_object_or_404(collection.placements.filter(entry__in=seen).select_related("entry"), pk=pk)


def entry_of(request, pk):
    """Return entry `pk` of the catalogue as the reader may see it, or a 404."""
    return get_object_or_404(Entry.objects.visible_to(request.user).light(), pk=pk)
