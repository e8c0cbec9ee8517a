"""Reads of the files hub."""

import contextlib
import uuid

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from network.files import hooks
from network.files.models import Intake, StoredFile
from network.kit.audience import MEMBERS, keys_of


def may_upload(member):
    """Say whether a person may send files at all: active members may."""
    return MEMBERS in keys_of(member)


def unfinished(member):
    """Return the uploads of a member that wait for their rest, newest first."""
    return (
        Intake.objects.filter(file__owner=member, expires_at__gt=timezone.now())
        .select_related("file")
        .order_by("-file__created_at")
    )


def awaited_bytes(member):
    """Return how many bytes the unfinished uploads of a member still have a right to."""
    return unfinished(member).aggregate(total=Sum("length"))["total"] or 0


def intake_of(member, file_id):
    """Return the unfinished upload `file_id` of `member`, None if it is not theirs, finished, or over its time."""
    return unfinished(member).filter(pk=file_id).first()


def sent_by(member, ids):
    """Return the files of `member` with these ids, in the order of the ids; anything else is passed over.

    For the hidden inputs that the upload field leaves in a form: whatever people write there, they name their own.
    """
    known = set()
    for word in ids:
        with contextlib.suppress(ValueError, AttributeError):
            known.add(uuid.UUID(word))
    files = {str(file.pk): file for file in StoredFile.objects.filter(owner=member, pk__in=known)}
    return [files[word] for word in dict.fromkeys(ids) if word in files]


def duplicate_of(file, member):
    """Return another file with the same bytes that `member` may see, None if there is none."""
    if not file.sha256:
        return None
    same = StoredFile.objects.visible_to(member).filter(sha256=file.sha256, state=StoredFile.State.READY)
    return same.exclude(pk=file.pk).order_by("created_at", "pk").first()


def state_of(file, member):
    """Return what a page shows of a file on its way, as plain words for JSON."""
    known = {
        "id": str(file.pk),
        "name": file.name,
        "size": file.size,
        "state": file.state,
        "sentence": file.sentence,
        "family": file.family,
        "title": file.suggested_title,
        "language": file.language,
        "pages": file.page_count,
        "searchable": file.searchable,
        "scanned": bool(settings.CLAMD_URL),
        "picture": None,
        "address": file.get_absolute_url() if file.is_ready else None,
        "duplicate": None,
    }
    if file.is_ready and (picture := file.pictures.filter(number=0).first()):
        known["picture"] = picture.get_absolute_url()
    if file.state in (StoredFile.State.CHECKING, StoredFile.State.READY) and (twin := duplicate_of(file, member)):
        title, address = hooks.home(twin, member)
        known["duplicate"] = {"title": str(title), "address": address}
    return known
