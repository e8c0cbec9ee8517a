"""Taking files in: by pieces that may break off at any moment, or whole by a plain form."""

import base64
import hashlib
import hmac
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from network.files import queries, storing, terms
from network.files.models import Intake, StoredFile
from network.files.names import clean_name, extension_of
from network.files.sniff import refuse_name, sniff
from network.kit.jobs import enqueue
from network.kit.ratelimit import allow

ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}


class OffsetConflict(Exception):
    """The piece does not begin where the last one ended; `offset` says where that is."""

    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


class WrongChecksum(Exception):
    """The piece arrived damaged and was thrown away."""


class Gone(Exception):
    """There is no such unfinished upload for this person (any more)."""


@transaction.atomic
def begin(*, by, name, size):
    """Open an upload of `size` bytes; everything that can be refused beforehand is refused now.

    Returns the StoredFile in state `receiving`. Raises PermissionDenied, Refused, TooMany or NoSpace.
    """
    if not queries.may_upload(by):
        raise PermissionDenied
    if size <= 0:
        raise terms.Refused("empty")
    if size > terms.largest():
        raise terms.Refused("too_large")
    name = clean_name(name)
    refuse_name(name)
    waiting = queries.unfinished(by).count()
    if waiting >= terms.MOST_UNFINISHED or queries.awaited_bytes(by) + size > terms.MOST_AWAITED * terms.largest():
        raise terms.TooMany
    if not allow(f"upload:{by.pk}", terms.RATE):
        raise terms.TooMany
    storing.room_for(size)
    file = StoredFile.objects.create(owner=by, name=name, size=size)
    Intake.objects.create(file=file, length=size, expires_at=timezone.now() + terms.UPLOAD_LIVES)
    return file


def append(*, by, file_id, offset, source, checksum=""):
    """Add the bytes of `source` (an open, complete file) at `offset` and return (file, new offset).

    The row is locked for the moment of writing only, never while a slow line delivers. The bytes are flushed before
    the row says so; bytes beyond what the row says (a crash in between) are cut off by the next piece.
    """
    digest = expected(checksum)
    with transaction.atomic():
        intake = queries.unfinished(by).select_for_update(of=("self",)).filter(pk=file_id).first()
        if intake is None:
            raise Gone
        part = storing.part_of(file_id)
        # Should the disk have lost what the row remembers, the truth is what is there.
        begun = min(intake.offset, part.stat().st_size if part.exists() else 0)
        if offset == begun:
            intake.offset = add(intake, part, begun, source, digest)
        else:
            intake.offset = begun
        intake.expires_at = timezone.now() + terms.UPLOAD_LIVES
        intake.save(update_fields=["offset", "expires_at"])
    if offset != begun:
        raise OffsetConflict(begun)
    if intake.offset == intake.length:
        return finish(file_id), intake.offset
    return intake.file, intake.offset


def add(intake, part, begun, source, digest):
    """Check one piece and write it behind what is there; returns the new offset."""
    if digest and not matches(source, *digest):
        raise WrongChecksum
    if begun + source.seek(0, 2) > intake.length:
        raise terms.Refused("too_large")
    source.seek(0)
    return storing.write_at(part, begun, source)


def expected(checksum):
    """Return (algorithm, digest) of a header such as "sha256 9gY…=", None where there is none. Raises ValueError."""
    if not checksum:
        return None
    name, _, encoded = checksum.partition(" ")
    if name not in ALGORITHMS:
        raise ValueError(name)
    return ALGORITHMS[name], base64.b64decode(encoded, validate=True)


def matches(source, algorithm, digest):
    """Say whether the bytes of `source` have this digest."""
    source.seek(0)
    running = algorithm(usedforsecurity=False)
    while piece := source.read(1 << 20):
        running.update(piece)
    return hmac.compare_digest(running.digest(), digest)


def finish(file_id, *, bulk=False):
    """Look into a complete upload and hand it on to be examined, or refuse it; returns the StoredFile.

    `bulk`: it is one of very many, and is read after what people send by hand. May be called again at any time: what
    is finished stays as it is.
    """
    with transaction.atomic():
        file = StoredFile.objects.select_for_update().get(pk=file_id)
        intake = Intake.objects.filter(pk=file_id).first()
        if file.state != StoredFile.State.RECEIVING or intake is None or intake.offset != intake.length:
            return file
        part = storing.part_of(file_id)
        take(file, part, bulk=bulk)
        intake.delete()
        transaction.on_commit(lambda: part.unlink(missing_ok=True))
    return file


def rank_of(file, bulk):
    """Return where the reading of `file` stands in the queue: behind what its owner sent before, whatever others did.

    So one person's hundreds do not hold up another's first; what comes in bulk waits for all that was sent by hand.
    """
    if bulk:
        return terms.BULK_RANK
    waiting = StoredFile.objects.filter(owner=file.owner_id, state=StoredFile.State.CHECKING).exclude(pk=file.pk)
    return min(waiting[: terms.BULK_RANK - 1].count(), terms.BULK_RANK - 1)


def take(file, path, *, bulk=False):
    """Sniff the bytes at `path`, then store them and ask for their examination, or refuse them. Saves the file."""
    try:
        kind = sniff(path, file.name)
    except terms.Refused as refusal:
        file.state, file.refusal = StoredFile.State.REFUSED, refusal.code
        file.save()
        return
    with open(path, "rb") as stream:
        file.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    if extension_of(file.name) != kind.extension:
        file.name = clean_name(f"{file.name}.{kind.extension}")
    file.size = Path(path).stat().st_size
    file.content_type, file.note = kind.content_type, kind.note
    file.stored_as = storing.keep(path)
    file.state = StoredFile.State.CHECKING
    try:
        file.save()
        enqueue("files.examine", {"id": str(file.pk)}, key=str(file.pk), rank=rank_of(file, bulk))
    except BaseException:
        storing.remove(file.stored_as)
        raise


def cancel(*, by, file_id):
    """Throw away an unfinished upload of one's own. Raises Gone."""
    with transaction.atomic():
        file = StoredFile.objects.select_for_update().filter(
            pk=file_id, owner=by, state__in=[StoredFile.State.RECEIVING, StoredFile.State.REFUSED]
        )
        if not file.exists():
            raise Gone
        file.delete()
        part = storing.part_of(file_id)
        transaction.on_commit(lambda: part.unlink(missing_ok=True))


def accept_upload(member, upload, *, bulk=False):
    """Take a whole file from a plain form (no scripts): `upload` is Django's UploadedFile. Returns the StoredFile.

    `bulk`: it comes with many others (an import), and is read after what people send by hand.

    Raises PermissionDenied, Refused, TooMany or NoSpace; nothing is left behind then, and the form can show
    `error.sentence` beside its field.
    """
    file = begin(by=member, name=upload.name, size=upload.size)
    part = storing.part_of(file.pk)
    try:
        upload.seek(0)
        written = storing.write_at(part, 0, upload)
        with transaction.atomic():
            Intake.objects.filter(pk=file.pk).update(offset=written)
        file = finish(file.pk, bulk=bulk)
        if file.state == StoredFile.State.REFUSED:
            raise terms.Refused(file.refusal)
    except BaseException:
        StoredFile.objects.filter(pk=file.pk, stored_as="").delete()
        part.unlink(missing_ok=True)
        raise
    return file


def accept_all(member, uploads):
    """Take every file of a plain form's multiple field. Returns (files, refusals): StoredFiles, and (name, sentence)
    of those that were not taken; one that is refused does not keep the others out."""
    files, refusals = [], []
    for upload in uploads:
        try:
            files.append(accept_upload(member, upload))
        except (terms.Refused, terms.TooMany, terms.NoSpace) as refusal:
            refusals.append((clean_name(upload.name), refusal.sentence))
    return files, refusals
