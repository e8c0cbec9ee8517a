"""Files of any version: asked for by a person, made in the background, kept for a while by what goes into them."""

import hashlib
import logging
import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import translation

from network.access.rules import demand
from network.files.storing import space_guard
from network.files.terms import ALIAS
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.papers.converting.formats import FORMATS
from resources.papers.converting.pandoc import BROKEN, Fault
from resources.papers.converting.survey import Unknown
from resources.papers.models import Export
from resources.papers.queries.publishing.matter import matter_of, pictures_of

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)
LOOK = 1
"""Counted up when the look of files changes: what was made before is made anew then."""


@transaction.atomic
def ask(version, format, *, by, again=False):
    """Ask for a file of a version; returns its Export, which may be ready already. Raises Denied.

    With `again` one that was refused is tried once more.
    """
    demand(by, "papers.export", version.paper)
    row, is_new = _row(version, format)
    if is_new or (again and row.state == Export.State.REFUSED):
        row.state, row.fault, row.asked_at = Export.State.WAITING, "", now()
        row.save(update_fields=["state", "fault", "asked_at"])
        payload = {"id": row.pk, "language": translation.get_language()}
        enqueue("papers.export", payload, key=str(row.pk), again=True)
    return row


def _row(version, format):
    form = FORMATS[format]
    matter = matter_of(version, version.paper)
    told = f"{LOOK} {form.code} {version.fingerprint} {matter!r}"
    key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return Export.objects.get_or_create(key=key, defaults={"version": version, "format": form.code})


def make(export_id, language=""):
    """Make a file that waits. Safe to call again; what cannot be made says why, in the asker's language."""
    row = Export.objects.filter(pk=export_id, state=Export.State.WAITING).select_related("version__paper").first()
    if row is None:
        return
    with translation.override(language or translation.get_language()):
        version = row.version
        matter = matter_of(version, version.paper)
        fill(row, version.content, matter, version.references, pictures_of(version.paper, version.content))


def fill(row, content, matter, references, pictures):
    """Make the file of an Export or of a PublicationFile and write down what became of it."""
    old = row.stored_as
    try:
        data = FORMATS[row.format].make(content, matter, references=references, figures=pictures)
    except Fault as fault:
        log.warning("%s of %s was not made: %s", row.format, row, fault.detail[:500])
        row.state, row.fault, row.stored_as, row.size = row.State.REFUSED, str(fault.sentence), "", 0
    except Unknown as fault:
        log.warning("%s of %s was not made: %s", row.format, row, fault)
        row.state, row.fault, row.stored_as, row.size = row.State.REFUSED, str(BROKEN), "", 0
    else:
        row.stored_as = stored(data)
        row.state, row.fault = row.State.READY, ""
        row.size, row.sha256 = len(data), hashlib.sha256(data).hexdigest()
    row.made_at = now()
    row.save()
    if old and old != row.stored_as:
        transaction.on_commit(lambda: storages[ALIAS].delete(old))


def stored(data):
    """Keep the bytes of a file that the portal made and return their name, which nobody can guess."""
    with space_guard():
        return storages[ALIAS].save(f"made/{secrets.token_hex(20)}", ContentFile(data))


def try_to_print(version):
    """Make the PDF of a version now, unless it is there; returns its Export."""
    row, _is_new = _row(version, "pdf")
    if not row.is_ready:
        Export.objects.filter(pk=row.pk).update(state=Export.State.WAITING)
        make(row.pk)
        row.refresh_from_db()
    return row


def tidy(at=None):
    """Remove files of versions that nobody has asked for in a while."""
    for row in Export.objects.filter(asked_at__lt=(at or now()) - KEPT):
        name = row.stored_as
        row.delete()
        if name:
            storages[ALIAS].delete(name)
