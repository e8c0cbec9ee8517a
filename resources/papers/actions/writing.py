"""Pictures of a text: taken from an upload or from the library, with words for those who do not see them."""

import contextlib
import os
import shutil
import tempfile

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.activity.actions import record
from network.files import actions as files
from network.files import storing
from network.files.models import FilePicture, StoredFile
from resources.papers.actions.rows import locked, told
from resources.papers.activity import PICTURED
from resources.papers.models import Figure

SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
MOST = 20 * 1024 * 1024


class NotAPicture(ValueError):
    """The file cannot stand in a text; the text says why, for the person who chose it."""


@transaction.atomic
def picture(paper, *, file, alternative, by):
    """Let `file` (a StoredFile that `by` may see) be a picture of `paper`, and return its Figure.

    What belongs to somebody else, or stands in the library, is copied: the paper's own audience then holds for the copy
    alone. `alternative` says what it shows. Raises Denied, NotAPicture, NoSpace.
    """
    paper = locked(paper)
    demand(by, "papers.propose", paper)
    if not alternative.strip():
        raise NotAPicture(_("Say in words what it shows, for those who do not see it."))
    if file.content_type not in SHOWN or not file.is_ready:
        raise NotAPicture(_("This is no picture that a page can show. Take PNG, JPEG, GIF or WebP."))
    if file.size > MOST:
        raise NotAPicture(_("This picture is larger than 20 MB. Make it smaller and upload it again."))
    known = paper.figures.filter(file=file).first()
    if known is None:
        own = file.owner_id == by.pk and not file.editions.exists()
        kept = file if own else copied(file, by)
        files.share(kept, audience=paper.audience)
        known = Figure.objects.create(paper=paper, file=kept, alternative=alternative.strip(), added_by=by)
        record(PICTURED, by=by, subject=paper, audience=told(paper), detail={"figure": known.pk})
    return known


def copied(file, by):
    """Return a copy of a ready file that belongs to `by`, with bytes and small picture of its own."""
    twin = StoredFile(
        owner=by, name=file.name, size=file.size, sha256=file.sha256, content_type=file.content_type,
        state=StoredFile.State.READY, note=file.note, page_count=file.page_count, scanned_at=file.scanned_at,
        ready_at=timezone.now(),
    )  # fmt: skip
    twin.stored_as = second(file.stored_as)
    twin.save()
    for small in file.pictures.all():
        FilePicture.objects.create(
            file=twin, number=small.number, width=small.width, height=small.height, path=second(small.path)
        )
    return twin


def second(name):
    """Give the bytes under `name` a second, independent home; a rollback leaves an orphan that the sweep finds."""
    descriptor, path = tempfile.mkstemp(dir=storing.parts())
    try:
        with storing.space_guard(), os.fdopen(descriptor, "wb") as target, storing.opened(name) as source:
            shutil.copyfileobj(source, target, 1 << 20)
        return storing.keep(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
