"""Hearing of what is added to somebody's shelf."""

from django.db import transaction

from network.access.rules import demand
from network.kit.clock import now
from resources.collections.models import Collection, Following


@transaction.atomic
def follow(collection, *, by, at=None):
    """Hear in letters what is added; following twice is following once. Who follows is shown to nobody."""
    collection = Collection.objects.visible_to(by).get(pk=collection.pk)
    demand(by, "collections.follow", collection)
    return Following.objects.get_or_create(collection=collection, member=by, defaults={"at": at or now()})[0]


@transaction.atomic
def unfollow(collection, *, by):
    """Hear no more."""
    Following.objects.filter(collection=collection, member=by).delete()
