"""An archive of everything: asked for, put together by a job, told of by mail, taken away after a week."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils.crypto import get_random_string

from members.accounts.models import Member
from members.privacy import letters, packing
from members.privacy.actions.traces import trace
from members.privacy.models import Archive
from members.privacy.terms import ARCHIVE_DAYS, ARCHIVES_A_DAY, FOLDER
from network.access.rules import demand
from network.files import storing
from network.files.terms import ALIAS, TooMany
from network.kit.clock import now
from network.kit.jobs import enqueue
from network.kit.ratelimit import allow


@transaction.atomic
def ask(member, *, by):
    """Ask for an archive; returns the Archive that is being put together, which may be one that was asked for before.

    Raises TooMany after some a day.
    """
    demand(by, "privacy.take_along", member)
    Member.objects.select_for_update().get(pk=member.pk)
    waiting = Archive.objects.filter(member=member, state=Archive.State.ASKED).first()
    if waiting:
        return waiting
    if not allow(f"archive:{member.pk}", f"{ARCHIVES_A_DAY}/d"):
        raise TooMany
    archive = Archive.objects.create(member=member)
    trace("archive_asked", by=by, about=member)
    enqueue("privacy.archive", {"id": archive.pk}, key=str(archive.pk))
    return archive


def make(pk):
    """Put the archive `pk` together, store it, and write to its member. Done again it changes nothing."""
    archive = Archive.objects.select_related("member").filter(pk=pk, state=Archive.State.ASKED).first()
    if archive is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        packing.pack(archive.member, path)
        storing.room_for(path.stat().st_size)
        with path.open("rb") as stream:
            name = storages[ALIAS].save(f"{FOLDER}/{get_random_string(40)}", File(stream))
        size = path.stat().st_size
    try:
        with transaction.atomic():
            moment = now()
            mine = Archive.objects.filter(pk=pk, state=Archive.State.ASKED)
            made = mine.update(
                state=Archive.State.READY,
                ready_at=moment,
                expires_at=moment + timedelta(days=ARCHIVE_DAYS),
                stored_as=name,
                size=size,
            )
            if made:
                archive.refresh_from_db()
                letters.archive_ready(archive)
    except BaseException:
        storing.remove(name)
        raise
    if not made:
        storing.remove(name)


def note_download(archive, *, by):
    """Leave a trace of who took the archive."""
    trace("archive_downloaded", by=by, about=archive.member, detail={"archive": archive.pk})


def forget_archives(before, limit):
    """Take away the bytes of at most `limit` archives that were ready before the moment `before`."""
    old = Archive.objects.filter(state=Archive.State.READY, ready_at__lt=before).order_by("pk")[:limit]
    for archive in old:
        _take_away(archive)
    return len(old)


def forget_requests(before, limit):
    """Forget at most `limit` archives whose bytes are gone, and that they were asked for before `before`."""
    old = Archive.objects.exclude(state=Archive.State.READY).filter(asked_at__lt=before).order_by("pk")[:limit]
    return Archive.objects.filter(pk__in=[archive.pk for archive in old]).delete()[0]


@transaction.atomic
def _take_away(archive):
    name = archive.stored_as
    Archive.objects.filter(pk=archive.pk).update(state=Archive.State.GONE, stored_as="")
    transaction.on_commit(lambda: storing.remove(name))
