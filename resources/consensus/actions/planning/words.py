"""Statements in other languages, and what they stand on."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.kit.clock import now
from resources.consensus.actions.planning.rows import locked
from resources.consensus.actions.planning.statements import may_word
from resources.consensus.models import Evidence, Panel, Translation

GOES_ON = (Panel.State.PLANNED, Panel.State.RUNNING)


@transaction.atomic
def translate(wording, language, *, by, text, context=""):
    """Write a wording in another language; returns the Translation, which nobody sees before another has checked it.

    While a round is open, a language may still come in; what was checked of a wording that is asked stays.
    """
    panel = locked(wording.item.panel)
    _may_translate(panel, by)
    if language == wording.language:
        raise Denied(_("It is written in this language already."), "consensus.run")
    row = Translation.objects.select_for_update().filter(wording=wording, language=language).first()
    if row is not None and (row.text, row.context) == (text, context):
        return row
    if row is not None and row.checked_at and wording.locked_at:
        raise Denied(_("This translation was checked and is being rated: it stays as it is."), "consensus.run")
    row = row or Translation(wording=wording, language=language)
    row.text, row.context, row.by = text, context, by
    row.checked_by = row.checked_at = None
    row.save()
    return row


@transaction.atomic
def check(translation, *, by):
    """Confirm that a translation says what the statement says: never by whoever wrote it."""
    panel = locked(translation.wording.item.panel)
    _may_translate(panel, by)
    row = Translation.objects.select_for_update().get(pk=translation.pk)
    if row.by_id == by.pk:
        raise Denied(_("Somebody else than its writer checks a translation."), "consensus.run")
    if row.checked_at is None:
        row.checked_by, row.checked_at = by, now()
        row.save(update_fields=["checked_by", "checked_at"])
    return row


def _may_translate(panel, by):
    demand(by, "consensus.run", panel)
    if panel.state not in GOES_ON:
        raise Denied(_("This panel has ended."), "consensus.run")


@transaction.atomic
def add_evidence(item, *, by, title, address="", note="", resource_id=None, paper_id=None):
    """Say what a statement stands on; returns the Evidence. The same entry stands once."""
    panel = locked(item.panel)
    may_word(panel, by)
    if resource_id is not None or paper_id is not None:
        held = item.evidence.filter(resource=resource_id, paper=paper_id).first()
        if held is not None:
            return held
    return Evidence.objects.create(
        item=item, title=title[:500], address=address[:500], note=note, resource_id=resource_id, paper_id=paper_id
    )


@transaction.atomic
def drop_evidence(evidence, *, by):
    """Take a work away from a statement."""
    panel = locked(evidence.item.panel)
    may_word(panel, by)
    evidence.delete()
