"""Taking a shelf out of sight that should not be public, and letting it be seen again."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.collections.actions.rows import home_of, locked, spread
from resources.collections.activity import HIDDEN, REVISED
from resources.collections.models import Collection


@transaction.atomic
def hide(collection, *, by, reason, at=None):
    """Leave a shelf to its owner alone, who reads why. Raises ValueError for an empty reason."""
    if not reason.strip():
        raise ValueError("taking something out of sight takes a reason")
    collection = locked(collection)
    demand(by, "collections.hide", collection)
    collection.visibility = Collection.Visibility.ME
    collection.hidden_at, collection.hidden_by, collection.hidden_reason = at or now(), by, reason.strip()
    spread(collection)
    names = [collection.owner_id] if collection.owner_id else []
    detail = {"title": collection.title, "reason": collection.hidden_reason}
    audience = [f"member:{pk}" for pk in names] + ["network"]
    record(HIDDEN, by=by, subject=collection, city=home_of(by), audience=audience, names=names, detail=detail, at=at)
    return collection


@transaction.atomic
def show_again(collection, *, by):
    """Let the owner share it again."""
    collection = locked(collection)
    demand(by, "collections.show_again", collection)
    collection.hidden_at, collection.hidden_by, collection.hidden_reason = None, None, ""
    spread(collection)
    record(REVISED, by=by, subject=collection, city=home_of(by), audience=[f"member:{collection.owner_id}", "network"])
    return collection
