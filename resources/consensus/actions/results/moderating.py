"""Reading what panellists wrote: let through, as it is or without what tells who wrote it; not shown; translated."""

from django.conf import settings
from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from resources.consensus.actions import planning
from resources.consensus.actions.planning.rows import home_of
from resources.consensus.activity.results import RESULTS_IDEA, RESULTS_READ
from resources.consensus.models import Remark

LONGEST = 2000


@transaction.atomic
def let_through(remark, *, by, shown=None, translations=None):
    """Let the panel read a remark: `shown` is what it reads (None: the words as they are); the original is kept.

    `translations`: {language: words} of `shown`; an empty one takes a translation back. Raises ValueError where nothing
    would be left to read.
    """
    row = _locked(remark)
    demand(by, "consensus.moderate", row.round)
    words = (row.text if shown is None else shown).strip()[:LONGEST]
    if not words:
        raise ValueError("nothing is left to read")
    known = {code for code, _name in settings.LANGUAGES} - {row.language}
    told = row.translations | {code: text.strip()[:LONGEST] for code, text in (translations or {}).items()}
    row.translations = {code: text for code, text in told.items() if text and code in known}
    row.shown, row.state, row.reason = words, Remark.State.SHOWN, ""
    row.save(update_fields=["shown", "translations", "state", "reason"])
    _read(row, by)
    return row


@transaction.atomic
def hide(remark, *, by, reason):
    """Let nobody read a remark, with the reason; raises ValueError without one."""
    row = _locked(remark)
    demand(by, "consensus.moderate", row.round)
    if not reason.strip():
        raise ValueError("whoever wrote it reads why")
    row.state, row.shown, row.translations, row.reason = Remark.State.HIDDEN, "", {}, reason.strip()[:300]
    row.save(update_fields=["state", "shown", "translations", "reason"])
    _read(row, by)
    return row


@transaction.atomic
def make_item(remark, *, by, text):
    """Make a statement of an idea, worded as `text`; returns the Item. A second time returns the one it became."""
    row = _locked(remark)
    demand(by, "consensus.moderate", row.round)
    if row.kind != Remark.Kind.IDEA:
        raise ValueError("statements are made of ideas")
    if row.became_id:
        return row.became
    if not text.strip():
        raise ValueError("a statement has words")
    item = planning.add_item(row.round.panel, by=by, text=text.strip()[:LONGEST], language=row.language)
    row.became, row.state, row.shown = item, Remark.State.SHOWN, row.shown or text.strip()[:LONGEST]
    row.save(update_fields=["became", "state", "shown"])
    record(RESULTS_IDEA, by=by, subject=row.round.panel, city=home_of(by), detail={"number": item.number})
    return item


def _locked(remark):
    """Return the remark afresh and locked, with its round and panel; that of somebody who took consent back is gone."""
    rows = Remark.objects.select_for_update(of=("self",)).select_related("round__panel__protocol", "became")
    return rows.exclude(seat__is_withdrawn=True).get(pk=remark.pk)


def _read(row, by):
    """Put on record that remarks of a round were read: not which one, nor what became of it."""
    detail = {"round": row.round_id, "number": row.round.number}
    record(RESULTS_READ, by=by, subject=row.round.panel, city=home_of(by), detail=detail)
