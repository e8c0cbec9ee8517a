"""Beginning, changing, copying and deleting collections."""

from django.db import transaction
from django.utils.translation import get_language

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.catalogue.models import Entry
from network.kit.clock import now
from resources.collections.actions.rows import home_of, locked, spread, told
from resources.collections.activity import CREATED, DELETED, REVISED, SHARED
from resources.collections.models import Collection, Placement
from resources.collections.terms import MOST_COLLECTIONS, TOO_MANY_COLLECTIONS, Full


@transaction.atomic
def create(*, by, title, summary="", visibility="me", language=None):
    """Begin a collection; returns it. Raises Full when `by` keeps too many already."""
    demand(by, "collections.create")
    if Collection.objects.filter(owner=by).count() >= MOST_COLLECTIONS:
        raise Full(TOO_MANY_COLLECTIONS)
    collection = Collection(
        owner=by, title=title, summary=summary, visibility=visibility, language=language or get_language() or "en"
    )
    spread(collection)
    record(CREATED, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])
    if collection.is_shared:
        record(SHARED, by=by, subject=collection, city=home_of(by), audience=told(collection))
    return collection


@transaction.atomic
def revise(collection, *, by, title, summary="", visibility="me", language=None):
    """Change the words and who may see it; returns it afresh. What was taken out of sight stays there."""
    collection = locked(collection)
    demand(by, "collections.revise", collection)
    if collection.hidden_at and visibility != Collection.Visibility.ME:
        raise Denied(collection.hidden_reason, "collections.revise")
    is_new = collection.shared_at is None and visibility != Collection.Visibility.ME
    collection.title, collection.summary, collection.visibility = title, summary, visibility
    collection.language = language or collection.language
    spread(collection)
    if is_new:
        record(SHARED, by=by, subject=collection, city=home_of(by), audience=told(collection))
    else:
        record(REVISED, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])
    return collection


@transaction.atomic
def copy(collection, *, by, title=None):
    """Return a private copy that belongs to `by`: what `by` may see of it, in its order, with its notes."""
    demand(by, "collections.copy", Collection.objects.visible_to(by).get(pk=collection.pk))
    mine = create(by=by, title=(title or collection.title)[:200], summary=collection.summary,
                  language=collection.language)  # fmt: skip
    mine.copied_from = collection
    mine.save(update_fields=["copied_from"])
    seen = collection.placements.filter(entry__in=Entry.objects.visible_to(by)).order_by("position", "pk")
    Placement.objects.bulk_create(
        Placement(collection=mine, entry_id=one.entry_id, position=number, note=one.note, edition=one.edition, at=now())
        for number, one in enumerate(seen, 1)
    )
    return mine


@transaction.atomic
def delete(collection, *, by):
    """Take a collection down for good; what stood in it stays where it is."""
    collection = locked(collection)
    demand(by, "collections.delete", collection)
    catalogue.withdraw(collection)
    record(DELETED, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])
    collection.delete()


@transaction.atomic
def hand_over(collection, *, to, by):
    """Let another member keep a shared collection from now on; returns it afresh."""
    collection = locked(collection)
    demand(by, "collections.hand_over", collection)
    before, collection.owner = collection.owner_id, to
    collection.followings.filter(member=to).delete()
    spread(collection)
    audience = [f"member:{pk}" for pk in (before, to.pk) if pk]
    record(REVISED, by=by, subject=collection, city=home_of(to), audience=audience)
    return collection
