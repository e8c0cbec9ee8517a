"""Collections as machines read them: one shelf of the API, and what its page is about."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Path, Schema

from members.accounts.visible import called
from network.interchange.api import nowhere, read
from network.interchange.api.shapes import EntryOut
from network.interchange.api.things import entry_of
from network.interchange.linked import linked
from network.interchange.works import absolute, tag_of
from resources.collections import queries
from resources.collections.models import Collection


class PlacementOut(Schema):
    """One thing on a shelf."""

    note: str = Field("", description="what its keeper says of it")
    entry: EntryOut


class CollectionOut(Schema):
    """A shelf, with as much of what stands on it as the reader may see."""

    number: int
    address: str
    title: str
    summary: str
    language: str
    keeper: str = Field("", description="who keeps it, as far as the reader may know")
    shared_at: datetime | None = None
    changed_at: datetime
    items: list[PlacementOut] = Field(description="in the order of the shelf")


@read("/v1/collections/{number}", CollectionOut, summary="One collection", tags=["collections"], errors=(404,))
def get_collection(request, number: Annotated[int, Path(ge=1, le=10**15)]):
    """Return a shelf by its number; what stands on it and is closed to the reader is not there."""
    reader = request.reader
    shelf = Collection.objects.visible_to(reader).select_related("owner__home_city").filter(pk=number).first()
    if shelf is None:
        raise nowhere()
    return {
        "number": shelf.pk,
        "address": absolute(shelf.get_absolute_url()),
        "title": shelf.title,
        "summary": shelf.summary,
        "language": tag_of(shelf.language),
        "keeper": keeper_of(shelf, reader),
        "shared_at": shelf.shared_at,
        "changed_at": shelf.changed_at,
        "items": [{"note": one.note, "entry": entry_of(one.entry)} for one in queries.placements_of(shelf, reader)],
    }


def keeper_of(shelf, reader):
    """Return who keeps a shelf, as far as `reader` may know."""
    if shelf.owner is None or not shelf.owner.is_active:
        return shelf.credit
    return called(shelf.owner, by=reader)


@linked("collections.collection")
def about(collection, placements=()):
    """Return what a shelf's page is about; nobody is named, as in its entry."""
    own = absolute(collection.get_absolute_url())
    parts = []
    for placement in placements:
        title, language = placement.entry.title_in(collection.language)
        parts.append(
            {
                "@type": "CreativeWork",
                "url": absolute(placement.entry.address),
                "name": title,
                "inLanguage": tag_of(language),
            }
        )
    return {
        "@type": ["Collection", "CollectionPage"],
        "@id": own,
        "url": own,
        "name": collection.title,
        "description": collection.summary,
        "inLanguage": tag_of(collection.language),
        "dateModified": f"{collection.changed_at:%Y-%m-%d}",
        "hasPart": parts,
    }
