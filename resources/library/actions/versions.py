"""New versions. Files are never replaced: what is new is an edition of its own, and who took the old one is told."""

from django.db import transaction
from django.db.models import Max

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.library.actions.rows import city_of, locked, owners, spread
from resources.library.activity import CORRECTED, EDITION_PUBLISHED
from resources.library.models import Edition, EditionFile, Following, Resource, Taken, Unremembered
from resources.library.terms import MISSING, NotReady


def draft_of(resource):
    """Return the version that is being made of a published resource, None if there is none."""
    if resource.state != Resource.State.PUBLISHED:
        return None
    return resource.editions.filter(published_at=None).first()


@transaction.atomic
def begin_version(resource, *, by):
    """Begin a new version and return it; the one that was begun already, if there is one. Nobody else sees it yet."""
    resource = locked(resource)
    demand(by, "library.new_version", resource)
    edition = draft_of(resource)
    if edition is None:
        last = resource.editions.aggregate(last=Max("number"))["last"] or 0
        edition = Edition.objects.create(resource=resource, number=last + 1)
    return edition


@transaction.atomic
def describe_version(edition, *, by, note=None, corrects=None, carry=(), files=()):
    """Say what is new in a version that is being made, and what it corrects; returns it afresh.

    `carry`: files of the version before that are taken over; `files`: one's own new ones. Files of others are passed
    over: nobody borrows a file.
    """
    resource, edition = _own_draft(edition, by)
    if note is not None:
        edition.note = note
    if corrects is not None:
        edition.corrects = corrects
    edition.save()
    before = {part.file_id for part in EditionFile.objects.filter(edition__resource=resource)}
    last = edition.parts.aggregate(last=Max("position"))["last"] or 0
    for file in [*(file for file in carry if file.pk in before), *(file for file in files if file.owner_id == by.pk)]:
        last += 1
        EditionFile.objects.get_or_create(edition=edition, file=file, defaults={"position": last})
    return edition


@transaction.atomic
def drop_from_version(edition, *, by, file):
    """Take a file out of a version that is being made."""
    _resource, edition = _own_draft(edition, by)
    EditionFile.objects.filter(edition=edition, file=file).delete()
    return edition


@transaction.atomic
def discard_version(edition, *, by):
    """Throw a version that is being made away; what is published stays as it is."""
    _resource, edition = _own_draft(edition, by)
    edition.delete()


@transaction.atomic
def publish_version(edition, *, by, at=None):
    """Publish a version. Returns it afresh. Raises NotReady with what is missing.

    Who took an earlier one, or follows the resource, is named: at once where it corrects something, else in the digest.
    """
    resource, edition = _own_draft(edition, by)
    lacks = missing_in(edition)
    if lacks:
        raise NotReady(lacks)
    moment = at or now()
    edition.published_at, edition.published_by = moment, by
    edition.save()
    spread(resource)
    told = sorted((_takers(resource, edition) | _followers(resource) | {*owners(resource)}) - {by.pk})
    detail = {"edition": edition.number, "note": edition.note, "corrects": edition.corrects}
    common = {"by": by, "subject": resource, "city": city_of(resource, by), "audience": resource.audience, "at": moment}
    record(EDITION_PUBLISHED, names=[] if edition.corrects else told, detail=detail, **common)
    if edition.corrects:
        record(CORRECTED, names=told, detail=detail, **common)
    return edition


def missing_in(edition):
    """Return {field: sentence} of what a version lacks before it can be published."""
    found = {}
    states = set(edition.parts.values_list("file__state", flat=True))
    if not states:
        found["files"] = MISSING["files"]
    elif states & {"refused", "quarantined"}:
        found["files"] = MISSING["refused"]
    elif "receiving" in states:
        found["files"] = MISSING["receiving"]
    if not edition.note.strip():
        found["note"] = MISSING["note"]
    return found


def _own_draft(edition, by):
    resource = locked(edition.resource)
    demand(by, "library.new_version", resource)
    return resource, Edition.objects.select_for_update().get(pk=edition.pk, published_at=None)


def _takers(resource, edition):
    """Return the ids of those who took an earlier version and have not said that this is to be forgotten."""
    taken = Taken.objects.filter(edition__resource=resource, edition__number__lt=edition.number)
    off = Unremembered.objects.values("member_id")
    return set(taken.exclude(member__in=off).values_list("member_id", flat=True))


def _followers(resource):
    return set(Following.objects.filter(resource=resource).values_list("member_id", flat=True))
