"""The feeds of one collection: what its reader may see of it, with the keeper's notes, what was kept last first."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.interchange.feeds.channel import Channel, item_of
from network.interchange.feeds.views import answered
from network.interchange.works import absolute, tag_of
from resources.collections import queries
from resources.collections.views.finding import collection_of


@require_safe
def feed(request, pk, ending):
    """A shelf as Atom, RSS or JSON Feed; a private one answers its owner alone."""
    shelf = collection_of(request, pk)
    placements = sorted(queries.placements_of(shelf, request.user), key=lambda one: (one.at, one.pk), reverse=True)
    channel = Channel(
        title=f"{settings.NETWORK_NAME}: {shelf.title}",
        page=absolute(shelf.get_absolute_url()),
        own=absolute(reverse("collections:feed", args=[shelf.pk, ending])),
        language=tag_of(shelf.language),
        items=tuple(map(_item, placements)),
        description=shelf.summary,
    )
    return answered(request, ending, channel)


def _item(placement):
    item = item_of(placement.entry, placement.note)
    return replace(item, published_at=placement.at, changed_at=max(placement.at, item.changed_at))
