"""Who may see a file, taking it away, and sweeping up what nobody came back for."""

import time

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import transaction
from django.db.models import F

from network.files import storing, terms
from network.files.actions.intake import finish
from network.files.models import FilePicture, Intake, StoredFile

DAY = 24 * 3600


def share(file, *, audience):
    """Say by audience keys who may fetch a file from now on; the room has asked its own rules before."""
    file.audience = sorted(set(audience))
    file.save(update_fields=["audience"])


@transaction.atomic
def remove(file):
    """Delete a file with its text, pictures and bytes; the room has asked its own rules before."""
    names = [file.stored_as, *file.pictures.values_list("path", flat=True)]
    part = storing.part_of(file.pk)
    StoredFile.objects.filter(pk=file.pk).delete()

    def forget():
        part.unlink(missing_ok=True)
        for name in names:
            storing.remove(name)

    transaction.on_commit(forget)


def sweep():
    """Finish what a crash left complete, and remove bytes that no row knows; what is old goes by its clocks."""
    for file_id in Intake.objects.filter(offset=F("length")).values_list("pk", flat=True):
        finish(file_id)
    sweep_parts()
    sweep_orphans()


def sweep_parts():
    """Remove parts whose upload is over, a day after their last byte."""
    waiting = {str(pk) for pk in Intake.objects.values_list("pk", flat=True)}
    for path in storing.parts().iterdir():
        if path.stem not in waiting and path.stat().st_mtime < time.time() - DAY:
            path.unlink(missing_ok=True)


def sweep_orphans():
    """Remove bytes that no row knows: what a rollback or a crash between disk and database left."""
    storage = storages[terms.ALIAS]
    if not isinstance(storage, FileSystemStorage):
        return
    for folder in settings.FILES_ROOT.glob("??"):
        old = [path for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < time.time() - DAY]
        names = {f"{folder.name}/{path.name}" for path in old}
        known = set(StoredFile.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))
        known |= set(FilePicture.objects.filter(path__in=names).values_list("path", flat=True))
        for path in old:
            if f"{folder.name}/{path.name}" not in known:
                path.unlink(missing_ok=True)
