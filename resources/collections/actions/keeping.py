"""What stands on a shelf: put it there, say why, order it, take it away."""

from django.db import transaction
from django.db.models import Max

from network.access.rules import demand
from network.activity.actions import record
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.kit.clock import now
from resources.collections.actions.rows import home_of, locked, told, write
from resources.collections.activity import ADDED, COLLECTED, KEPT
from resources.collections.models import Placement
from resources.collections.terms import MOST_ENTRIES, QUIET, TOO_MANY_ENTRIES, Full
from resources.library.models import Edition, Resource


@transaction.atomic
def keep(collection, entry, *, by, note="", at=None):
    """Put an entry at the end of a collection; returns (placement, whether it is new there).

    Raises Entry.DoesNotExist for what `by` may not see, Full when the shelf is. Keeping twice is keeping once.
    """
    collection = locked(collection)
    demand(by, "collections.keep", collection)
    entry = Entry.objects.visible_to(by).light().exclude(
        source="collections.collection", source_id=str(collection.pk)
    ).get(pk=entry.pk)  # fmt: skip
    known = collection.placements.filter(entry=entry).first()
    if known:
        return known, False
    if collection.placements.count() >= MOST_ENTRIES:
        raise Full(TOO_MANY_ENTRIES)
    last = collection.placements.aggregate(last=Max("position"))["last"] or 0
    placement = collection.placements.create(
        entry=entry, position=last + 1, note=note, edition=edition_of(entry), at=at or now()
    )
    _touch(collection)
    record(KEPT, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"], at=at)
    if collection.is_shared:
        _tell(collection, entry, by, at or now())
    return placement, True


def edition_of(entry):
    """Return the number of the newest published edition of the resource that `entry` stands for, else None."""
    if entry.source != "library.resource":
        return None
    numbers = Edition.objects.filter(resource=entry.source_id).exclude(published_at=None)
    return numbers.aggregate(last=Max("number"))["last"]


def _tell(collection, entry, by, moment):
    """Tell those who follow the shelf, at most once a day; and, once for each shelf, those whose work stands there."""
    followers = set(collection.followings.values_list("member", flat=True)) - {by.pk}
    mine = {"subject": "collections.collection", "subject_id": str(collection.pk)}
    if followers and not Activity.objects.filter(kind=ADDED, at__gt=moment - QUIET, **mine).exists():
        record(
            ADDED, by=by, subject=collection, city=home_of(by), audience=told(collection), names=followers, at=moment
        )
    if entry.source != "library.resource":
        return
    resource = Resource.objects.filter(pk=entry.source_id).first()
    if resource is None:
        return
    authors = set(resource.authorships.exclude(member=None).values_list("member", flat=True))
    named = ({*authors, resource.owner_id} if resource.owner_id else authors) - {by.pk}
    before = Activity.objects.filter(
        kind=COLLECTED, subject="library.resource", subject_id=str(resource.pk), detail__collection=collection.pk
    )
    if named and not before.exists():
        audience = [f"member:{pk}" for pk in named]
        detail = {"collection": collection.pk}
        record(COLLECTED, by=by, subject=resource, city=home_of(by), audience=audience, names=named, detail=detail,
               at=moment)  # fmt: skip


@transaction.atomic
def annotate(collection, placement, *, by, note):
    """Say why something stands here."""
    collection = locked(collection)
    demand(by, "collections.keep", collection)
    collection.placements.filter(pk=placement.pk).update(note=note)
    _touch(collection)
    record(KEPT, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])


@transaction.atomic
def drop(collection, placement, *, by):
    """Take something off the shelf."""
    collection = locked(collection)
    demand(by, "collections.keep", collection)
    collection.placements.filter(pk=placement.pk).delete()
    _touch(collection)
    record(KEPT, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])


@transaction.atomic
def move(collection, placement, *, by, up):
    """Let something change places with the one before it (`up`) or after it, among those that `by` sees."""
    collection = locked(collection)
    demand(by, "collections.keep", collection)
    seen = list(_seen(collection, by).values_list("pk", flat=True))
    if placement.pk not in seen:
        return
    here = seen.index(placement.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(seen):
        seen[here], seen[there] = seen[there], seen[here]
        arrange(collection, seen, by=by)


@transaction.atomic
def arrange(collection, order, *, by):
    """Put the placements with the ids `order` into that order.

    Unknown ids are left aside, and what is not named keeps its place: of what `by` may not see just now nothing moves.
    """
    collection = locked(collection)
    demand(by, "collections.keep", collection)
    seen = {one.pk: one for one in _seen(collection, by)}
    wanted = [pk for pk in dict.fromkeys(order) if pk in seen]
    places = sorted(seen[pk].position for pk in wanted)
    for pk, position in zip(wanted, places, strict=True):
        seen[pk].position = position
    Placement.objects.bulk_update([seen[pk] for pk in wanted], ["position"])
    _touch(collection)
    record(KEPT, by=by, subject=collection, city=home_of(by), audience=[f"member:{by.pk}"])


def _seen(collection, member):
    return collection.placements.filter(entry__in=Entry.objects.visible_to(member)).order_by("position", "pk")


def _touch(collection):
    collection.save(update_fields=["changed_at"])
    write(collection)
