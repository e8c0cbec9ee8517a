"""Undoing an import as one batch: what nobody has touched since goes, everything else stays."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from network.access.rules import demand
from network.activity.actions import record
from network.files.actions import remove
from network.files.models import StoredFile
from network.kit.clock import now
from resources.imports import queries, terms
from resources.imports.actions.rows import go, locked
from resources.imports.activity import UNDONE
from resources.imports.marks import marks_of
from resources.imports.models import Import, Row
from resources.library.actions.bringing import take_back_many
from resources.library.models import EditionFile


@transaction.atomic
def undo(batch, *, by):
    """Ask for the import to be undone."""
    batch = locked(batch)
    demand(by, "imports.undo", batch)
    batch.state, batch.done = Import.State.UNDOING, 0
    batch.total = batch.rows.exclude(written_at=None).count()
    batch.save()
    go(batch)
    return batch


def undo_slice(batch_id):
    """Undo the next rows; says whether there may be more. A row whose resource was changed since keeps it."""
    with transaction.atomic():
        mine = locked(batch_id)
        if mine.state != Import.State.UNDOING:
            return False
        rows = list(
            mine.rows.exclude(written_at=None).filter(number__gt=mine.done).order_by("number")[: terms.LOOKED_AT]
        )
        if not rows:
            _finish(mine)
            return False
        ids = [row.resource_id for row in rows if row.resource_id]
        present = marks_of(ids)
        loved = queries.touched_by_others(ids, mine.owner)
        mine_still = [
            row
            for row in rows
            if row.resource_id and present.get(row.resource_id) == row.mark and row.resource_id not in loved
        ]
        files = list(_files_of([row.resource_id for row in mine_still]))
        with override(mine.owner.language):
            reason = _("The import that brought it was undone.")
        thrown, withdrawn = take_back_many([row.resource_id for row in mine_still], by=mine.owner, reason=reason)
        moment = now()
        gone = [row for row in mine_still if row.resource_id in thrown | withdrawn]
        for row in gone:
            row.undone_at = moment
            row.resource_id = None if row.resource_id in thrown else row.resource_id
        Row.objects.bulk_update(gone, ["undone_at", "resource"])
        sent = set(mine.files.values_list("pk", flat=True))
        held = set(EditionFile.objects.filter(file__in=files).values_list("file_id", flat=True))
        for file in files:
            if file.pk not in held and file.pk not in sent:
                remove(file)
        mine.done = rows[-1].number
        mine.save(update_fields=["done", "changed_at"])
        return True


def _files_of(ids):
    return StoredFile.objects.filter(editions__resource__in=ids).distinct()


def _finish(mine):
    mine.state, mine.undone_at = Import.State.UNDONE, now()
    mine.save(update_fields=["state", "undone_at", "changed_at"])
    n = mine.rows.exclude(undone_at=None).count()
    record(UNDONE, by=mine.owner, subject=mine, audience=[f"member:{mine.owner_id}"], detail={"n": n})
