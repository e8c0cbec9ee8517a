"""What the actions share: the locked shelf, its audience, and its entry in the catalogue."""

from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.collections.models import Collection


def locked(collection):
    """Return the collection afresh, its row locked until the transaction ends."""
    return Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)


def audience_of(collection):
    """Return the audience keys of a collection: its owner always; of one taken out of sight the network's as well."""
    keys = [f"member:{collection.owner_id}"] if collection.owner_id else []
    if collection.hidden_at:
        return [*keys, "network"]
    return keys if not collection.is_shared else sorted({*keys, collection.visibility})


def spread(collection):
    """Let the audience hold on the row and in the catalogue; a private shelf is not in it."""
    collection.audience = audience_of(collection)
    if collection.is_shared and collection.shared_at is None:
        collection.shared_at = now()
    collection.save()
    write(collection)


def write(collection):
    """Bring the catalogue up to date."""
    if collection.is_shared:
        catalogue.write(collection)
    else:
        catalogue.withdraw(collection)


def told(collection):
    """Return the audience of an activity about a collection: members, never visitors."""
    return sorted({"members" if key == "public" else key for key in audience_of(collection)})


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""
