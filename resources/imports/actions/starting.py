"""Beginning an import, throwing one away."""

from django.db import transaction

from network.access.rules import demand
from network.files.actions import remove
from network.files.models import StoredFile
from network.kit.clock import now
from resources.imports import terms
from resources.imports.actions.rows import go, locked
from resources.imports.models import Import, Row
from resources.library.models import EditionFile


@transaction.atomic
def begin(*, by, files):
    """Take the files of an import (StoredFiles of `by`, in any state) and ask for their reading. Returns the Import."""
    demand(by, "imports.bring")
    mine = [file for file in files if file.owner_id == by.pk][: terms.MOST_FILES]
    if not mine:
        raise ValueError("an import needs a file")
    defaults = {"visibility": "public", "language": by.language, "licence": "", "kind": ""}
    defaults["cities"] = [by.home_city.slug] if by.home_city_id else []
    batch = Import.objects.create(owner=by, name=mine[0].name, defaults=defaults)
    batch.files.set(mine)
    go(batch)
    return batch


@transaction.atomic
def read_again(batch, *, by, encoding):
    """Read the file once more in the encoding that the member names ("": as we guess)."""
    batch = locked(batch)
    demand(by, "imports.go_on", batch)
    batch.encoding_said = encoding if encoding in terms.ENCODINGS else ""
    batch.state, batch.done, batch.total, batch.problem = Import.State.READING, 0, 0, ""
    batch.save()
    go(batch)
    return batch


@transaction.atomic
def wake(batch, *, by):
    """Ask once more for the work on an import that seems to be asleep (its job was given up in an outage)."""
    batch = locked(batch)
    demand(by, "imports.bring")
    if batch.owner_id == by.pk and batch.is_busy:
        go(batch)
    return batch


@transaction.atomic
def reopen(batch, *, by):
    """Go back from the preview to the choices; nothing is written yet."""
    batch = locked(batch)
    demand(by, "imports.go_on", batch)
    if batch.state == Import.State.READY:
        batch.state = Import.State.ASKING
        batch.save(update_fields=["state", "changed_at"])
    return batch


@transaction.atomic
def discard(batch, *, by):
    """Throw away an import that was not written, with its files."""
    batch = locked(batch)
    demand(by, "imports.go_on", batch)
    _forget_files(batch)
    batch.delete()


def _forget_files(batch):
    """Remove the files that were sent for this import, but for those that the library holds."""
    held = EditionFile.objects.filter(file__in=batch.files.all()).values("file_id")
    for file in StoredFile.objects.filter(pk__in=batch.files.values("pk")).exclude(pk__in=held):
        remove(file)


@transaction.atomic
def let_go(batch):
    """Delete an import with its rows and the files that were sent for it; what it brought into the library stays."""
    _forget_files(batch)
    Row.objects.filter(batch=batch).delete()
    batch.delete()


def forget(before=None, limit=100):
    """Let go of imports that nobody touched for 90 days: rows, texts and the files that were sent. Returns how many.

    What they brought into the library stays.
    """
    old = Import.objects.filter(changed_at__lt=before or now() - terms.KEPT).order_by("changed_at")[:limit]
    for batch in old:
        let_go(batch)
    return len(old)
