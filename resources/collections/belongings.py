"""What a leaver hands over of collections: the shelves that others use too."""

from django.utils.translation import gettext_lazy as _

from network.kit.belongings import belongs
from resources.collections import actions
from resources.collections.models import Collection


@belongs("collections.shared", _("Shared collections"))
def shared(member, city):
    """A shelf belongs to no city in particular."""
    return Collection.objects.of(member).shared() if city is None else Collection.objects.none()


@shared.moves
def move(things, *, to, by):
    """Let the successor keep them."""
    for collection in things:
        actions.hand_over(collection, to=to, by=by)
