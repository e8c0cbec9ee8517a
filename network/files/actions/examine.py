"""Examining a stored file: the scanner first, then text, language and pictures; only then is it handed out."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from network.files import extraction, hooks, scanner, storing, terms
from network.files.models import FilePicture, FileText, StoredFile
from network.kit.jobs import enqueue

log = logging.getLogger(__name__)
ASK_AGAIN = timedelta(minutes=2)


def examine(file_id):
    """Scan and read one file, then make it ready. Safe to call again; a file that kills its reader comes out too."""
    file = StoredFile.objects.filter(pk=file_id, state=StoredFile.State.CHECKING).first()
    if file is None or not scanned(file):
        return
    file.tries += 1
    file.save(update_fields=["tries"])
    if file.tries > terms.READ_TRIES:
        settle(file, extraction.Found(died={"text", "draw"}))
        return
    with storing.local_path(file.stored_as) as path:
        found = extraction.examine(path, file.content_type)
    settle(file, found)


def scanned(file):
    """Say whether the file may be read on: clean, or no scanner is configured. Fails closed."""
    if file.scanned_at or not scanner.is_configured():
        return True
    try:
        with storing.opened(file.stored_as) as stream:
            infection = scanner.infection(stream)
    except scanner.Away as reason:
        log.error("the virus scanner is away, %s waits: %s", file.pk, reason)
        enqueue(
            "files.examine",
            {"id": str(file.pk)},
            key=str(file.pk),
            not_before=timezone.now() + ASK_AGAIN,
            again=True,
        )
        return False
    if infection:
        quarantine(file, infection)
        return False
    file.scanned_at = timezone.now()
    file.save(update_fields=["scanned_at"])
    return True


@transaction.atomic
def quarantine(file, infection):
    """Lock a file away: it stays on the disk for whoever has to look into it, and is never handed out."""
    log.warning("harmful software in %s: %s", file.pk, infection)
    file.state = StoredFile.State.QUARANTINED
    file.scanned_at = timezone.now()
    file.save(update_fields=["state", "scanned_at"])
    hooks.quarantined(file)


def settle(file, found):
    """Write down what was found in a file and make it ready. Pictures of an earlier try give way."""
    kept = []
    try:
        for number, width, height, data in found.pictures:
            kept.append(
                FilePicture(file=file, number=number, width=width, height=height, path=storing.keep_bytes(data))
            )
        with transaction.atomic():
            row = StoredFile.objects.select_for_update().get(pk=file.pk)
            if row.state != StoredFile.State.CHECKING:
                raise StoredFile.DoesNotExist
            row.pictures.all().delete()
            FilePicture.objects.bulk_create(kept)
            FileText.objects.update_or_create(file=row, defaults={"text": found.text})
            row.suggested_title, row.language, row.page_count = found.title, found.language, found.pages
            row.searchable = bool(found.text.strip())
            row.note = note_on(row, found)
            row.state, row.ready_at = StoredFile.State.READY, timezone.now()
            row.save()
            hooks.ready(row)
    except BaseException as error:
        for picture in kept:
            storing.remove(picture.path)
        if isinstance(error, StoredFile.DoesNotExist):
            return
        raise


def note_on(file, found):
    """Return the code of what readers should know about a file, the weightiest first."""
    if found.locked or file.note == "locked":
        return "locked"
    if file.note:
        return file.note
    if "draw" in found.died:
        return "no_preview"
    readable = file.family in ("pdf", "document", "slides")
    return "no_text" if "text" in found.died or (readable and not found.text.strip()) else ""
