"""How a shared collection stands in the catalogue: found by its words and by what everybody who sees it sees in it."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from members.accounts.visible import level_of
from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from network.catalogue.models import Entry
from resources.collections.models import Collection

MOST_TOPICS = 4


@adapter(Collection, queryset=lambda: Collection.objects.select_related("owner__home_city"))
def entry(collection):
    """Return the fields of the collection's entry, None for a private one.

    Nobody is named: visitors find it too, and names of members are for members.
    """
    if not collection.is_shared:
        return None
    held = list(seen_by_all(collection))
    topics = Counter(word for placement in held for word in placement.entry.facets if word.startswith("topic:"))
    city = _city_of(collection)
    words = [f"kind:{KIND}", f"language:{collection.language}"]
    words += [f"city:{city.slug}"] if city else []
    words += [word for word, _count in sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TOPICS]]
    return {
        "kind": KIND,
        "address": collection.get_absolute_url(),
        "titles": {collection.language: collection.title},
        "summaries": {collection.language: collection.summary},
        "audience": collection.audience,
        "facets": words,
        "text": "\n".join(f"{' '.join(one.entry.titles.values())} {one.note}" for one in held),
        "languages": [collection.language],
        "published_at": collection.shared_at,
    }


def _city_of(collection):
    """Return the home city of the keeper, None where that is closed to some of the readers."""
    owner = collection.owner
    if owner is None or owner.home_city_id is None:
        return None
    open_at = ("public",) if collection.visibility == "public" else ("public", "members")
    return owner.home_city if level_of(owner, "city") in open_at else None


def seen_by_all(collection):
    """Return the placements, in order, whose entry everybody sees who sees the collection."""
    seen = ["public"] if collection.visibility == "public" else ["public", "members"]
    entries = Entry.objects.filter(withdrawn_at=None, audience__overlap=seen)
    return (
        collection.placements.filter(entry__in=entries)
        .select_related("entry")
        .defer("entry__text", "entry__cards")
        .order_by("position", "pk")
    )


KIND = "collection"


@facet("kind")
def kinds(words, language):
    """Label our kind."""
    return {word: _("Collection") for word in words if word == KIND}
