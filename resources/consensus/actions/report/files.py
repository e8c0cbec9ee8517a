"""Word files and PDFs of a report: asked for by a reader, made in the background by the exporter of papers."""

import hashlib
import json
from datetime import timedelta

from django.core.files.storage import storages
from django.db import transaction
from django.utils import translation

from network.access.rules import demand
from network.files.terms import ALIAS
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.consensus.models import ReportFile
from resources.consensus.report.content import content_of, matter_of
from resources.consensus.report.telling import tell
from resources.papers.actions.publishing.exporting import fill

KEPT = timedelta(days=30)
LOOK = 1
"""Counted up when the look of files changes: what was made before is made anew then."""
FORMATS = ("pdf", "docx")


@transaction.atomic
def ask(panel, format, language, *, by, again=False):
    """Ask for a file of the report as it is now; returns its ReportFile, which may be ready already. Raises Denied.

    With `again` one that was refused is tried once more.
    """
    demand(by, "consensus.report", panel)
    row, is_new = _row(panel, format, language)
    if is_new or (again and row.state == ReportFile.State.REFUSED):
        row.state, row.fault, row.asked_at = ReportFile.State.WAITING, "", now()
        row.save(update_fields=["state", "fault", "asked_at"])
        payload = {"id": row.pk, "language": translation.get_language()}
        enqueue("consensus.report_file", payload, key=str(row.pk), again=True)
    return row


def current(panel, format, language):
    """Return the file of the report as it is now if somebody asked for it, else None."""
    return ReportFile.objects.filter(key=_key(panel, format, language)).first()


def _key(panel, format, language):
    report = tell(panel, language)
    told = json.dumps([LOOK, panel.pk, format, language, content_of(report), repr(matter_of(report, panel))])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _row(panel, format, language):
    fields = {"panel": panel, "format": format, "language": language}
    return ReportFile.objects.get_or_create(key=_key(panel, format, language), defaults=fields)


def make(pk, language=""):
    """Make a file that waits, of the report as it is then. Safe to call again; what cannot be made says why."""
    row = ReportFile.objects.filter(pk=pk, state=ReportFile.State.WAITING).select_related("panel__protocol").first()
    if row is None:
        return
    report = tell(row.panel, row.language)
    with translation.override(language or row.language):
        fill(row, content_of(report), matter_of(report, row.panel), [], {})


def tidy(at=None):
    """Remove files that nobody has asked for in a while."""
    for row in ReportFile.objects.filter(asked_at__lt=(at or now()) - KEPT):
        name = row.stored_as
        row.delete()
        if name:
            storages[ALIAS].delete(name)
