"""What the files hub holds about a person: the files that they sent."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from network.files import storing, terms
from network.files.actions import remove
from network.files.models import FilePicture, FileText, Intake, StoredFile
from network.kit.personal import erases, exports, exports_files, retains

COLUMNS = ["files.StoredFile.owner"]
OWN = (FileText, FilePicture, Intake)
UNHELD_DAYS = 180


@exports("files", _("Files that you sent"), holds=COLUMNS)
def mine(member):
    """Name, size, kind and fate of each file, and under which name it lies in the archive."""
    return {
        "files": [
            {
                "name": file.name,
                "size": file.size,
                "content_type": file.content_type,
                "state": file.state,
                "refusal": file.refusal,
                "suggested_title": file.suggested_title,
                "language": file.language,
                "pages": file.page_count,
                "sha256": file.sha256,
                "sent_at": file.created_at,
                "in_the_archive": _place(file) if file.is_ready else "",
            }
            for file in StoredFile.objects.filter(owner=member).order_by("created_at", "pk")
        ]
    }


@exports_files("files")
def bytes_of(member):
    """Every file that was found harmless."""
    for file in StoredFile.objects.filter(owner=member, state=StoredFile.State.READY).order_by("created_at", "pk"):
        yield _place(file), partial(storing.opened, file.stored_as)


def _place(file):
    return f"{file.created_at:%Y-%m}/{str(file.pk)[-6:]}-{file.name}"


@erases("files", order=80, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Remove what nothing of others holds; what was published stays, and is nobody's."""
    for file in StoredFile.objects.filter(owner=member).order_by("pk"):
        if is_held(file):
            StoredFile.objects.filter(pk=file.pk).update(owner=None)
        else:
            remove(file)


def is_held(file):
    """Say whether anything outside this hub points at `file`: an edition, an agreement, a profile, a row of a room."""
    for relation in StoredFile._meta.related_objects:
        if relation.related_model in OWN or (relation.many_to_many and not relation.through._meta.auto_created):
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: file.pk}).exists():
            return True
    return False


# -- clocks ------------------------------------------------------------------------------------------------------
@retains(
    "files.unfinished",
    _("Uploads that broke off"),
    days=terms.UPLOAD_LIVES.days,
    why=_("so that an upload goes on after a lost connection"),
)
def unfinished(before, limit):
    """Remove uploads that waited for their rest for too long."""
    return _remove(StoredFile.objects.filter(intake__expires_at__lt=before + terms.UPLOAD_LIVES), limit)


@retains(
    "files.refused",
    _("What is noted of refused files"),
    days=terms.REFUSAL_LIVES.days,
    why=_("so that whoever sent them can read why; the bytes were never kept"),
)
def refused(before, limit):
    """Forget refusals that were read."""
    return _remove(StoredFile.objects.filter(state=StoredFile.State.REFUSED, created_at__lt=before), limit)


@retains(
    "files.unheld",
    _("Files that stand in nothing any more"),
    days=UNHELD_DAYS,
    why=_("so that a draft that was thrown away by mistake can be begun again with the same files"),
)
def unheld(before, limit):
    """Remove files of thrown-away drafts."""
    old = StoredFile.objects.filter(state=StoredFile.State.READY, created_at__lt=before)
    for relation in StoredFile._meta.related_objects:
        if relation.related_model in OWN or (relation.many_to_many and not relation.through._meta.auto_created):
            continue
        holders = relation.related_model._base_manager.filter(**{f"{relation.field.name}__isnull": False})
        old = old.exclude(pk__in=holders.values(relation.field.name))
    return _remove(old, limit)


def _remove(files, limit):
    found = list(files.order_by("pk")[:limit])
    for file in found:
        remove(file)
    return len(found)
