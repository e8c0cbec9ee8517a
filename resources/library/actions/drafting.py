"""Starting a draft, and what lies in it. A draft exists from the first byte of its first file."""

from django.db import transaction
from django.db.models import Max

from network.access.rules import demand
from network.activity.actions import record
from network.files.actions import remove
from resources.library.actions.describing import suggest
from resources.library.actions.rows import locked
from resources.library.activity import STARTED
from resources.library.models import Authorship, Edition, EditionFile, Resource
from resources.library.terms import link_of


@transaction.atomic
def start(*, by, files=(), link=""):
    """Begin to share `files` (StoredFiles in any state) or a `link`; returns the draft, which is its owner's alone.

    The person who starts is its author and the home city its city, until they say otherwise.
    """
    demand(by, "library.share")
    resource = Resource.objects.create(owner=by, language=by.language, link=link_of(link))
    Authorship.objects.create(resource=resource, position=1, name=by.get_short_name()[:200], member=by)
    if by.home_city_id:
        resource.cities.add(by.home_city_id)
    edition = Edition.objects.create(resource=resource, number=1)
    _append(edition, files, by)
    record(STARTED, by=by, subject=resource, audience=[f"member:{by.pk}"])
    for part in edition.parts.select_related("file"):
        resource = suggest(resource, part.file)
    return resource


@transaction.atomic
def add_files(resource, *, by, files):
    """Add files to a draft. Files of others are passed over: nobody borrows a file.

    What is published keeps the files that it has: a correction is a new edition.
    """
    resource = locked(resource)
    demand(by, "library.discard", resource)
    edition = resource.editions.order_by("-number").first()
    _append(edition, files, by)
    for part in edition.parts.filter(file__in=[file.pk for file in files]).select_related("file"):
        resource = suggest(resource, part.file)
    return resource


@transaction.atomic
def drop_file(resource, *, by, file):
    """Take a file out of a draft; one that never arrived, or was refused, is forgotten altogether.

    What is published keeps its files: others may have cited them.
    """
    resource = locked(resource)
    demand(by, "library.discard", resource)
    EditionFile.objects.filter(edition__resource=resource, file=file).delete()
    if not file.is_ready and not EditionFile.objects.filter(file=file).exists():
        remove(file)
    return resource


@transaction.atomic
def order_files(resource, *, by, order):
    """Put the files of the newest edition in the order of the ids `order`; others keep their place behind them."""
    resource = locked(resource)
    demand(by, "library.discard", resource)
    places = {str(pk): n for n, pk in enumerate(order)}
    for part in resource.editions.order_by("-number").first().parts.all():
        part.position = places.get(str(part.file_id), len(places) + part.position)
        part.save(update_fields=["position"])
    return resource


@transaction.atomic
def split(resource, *, by):
    """Make each file of a draft a draft of its own; returns all of them, the given one (with its first file) first.

    What was written stays with the first; cities, languages, licence and kind are copied to the others.
    """
    resource = locked(resource)
    demand(by, "library.discard", resource)
    parts = list(EditionFile.objects.filter(edition__resource=resource).select_related("file"))
    drafts = [resource]
    for part in parts[1:]:
        file = part.file
        part.delete()
        draft = start(by=by, files=[file])
        draft.kind, draft.licence, draft.visibility = resource.kind, resource.licence, resource.visibility
        draft.save(update_fields=["kind", "licence", "visibility", "changed_at"])
        draft.cities.set(resource.cities.all())
        drafts.append(draft)
    return drafts


@transaction.atomic
def discard(resource, *, by):
    """Throw a draft away. Its files stay with their owner until the files hub sweeps what nobody holds."""
    resource = locked(resource)
    demand(by, "library.discard", resource)
    resource.topics.clear()
    resource.delete()


def _append(edition, files, by):
    last = edition.parts.aggregate(last=Max("position"))["last"] or 0
    for file in files:
        if file.owner_id == by.pk:
            last += 1
            EditionFile.objects.get_or_create(edition=edition, file=file, defaults={"position": last})
