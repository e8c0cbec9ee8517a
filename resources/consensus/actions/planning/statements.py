"""Statements of a panel: adding, wording, translating, taking out. A wording is locked by the round that asks it."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.kit.clock import now
from resources.consensus.actions.planning.rows import locked
from resources.consensus.models import Evidence, Item, Panel, Round, Wording


def may_word(panel, by):
    """Raise Denied unless statements of `panel` may change now: in the plan, and between rounds."""
    if panel.state == Panel.State.PLANNED:
        demand(by, "consensus.plan", panel)
        return
    demand(by, "consensus.run", panel)
    if panel.state != Panel.State.RUNNING:
        raise Denied(_("This panel has ended."), "consensus.run")
    if panel.rounds.filter(state=Round.State.OPEN).exists():
        raise Denied(_("While a round is open, its statements stay as they are."), "consensus.run")


@transaction.atomic
def add_item(panel, *, by, text, context="", language="", source="", evidence=(), statement=None, split_from=None):
    """Add a statement behind the others; returns the Item.

    `evidence`: a list of {"title", "address", "note", "resource", "paper"}. `statement`: that of a page, asked anew.
    """
    panel = locked(panel)
    may_word(panel, by)
    number = (panel.items.aggregate(last=Max("number"))["last"] or 0) + 1
    item = Item.objects.create(panel=panel, number=number, source=source, statement=statement, split_from=split_from)
    Wording.objects.create(
        item=item, number=1, text=text, context=context, language=language or panel.language, by=by, at=now()
    )
    for one in evidence:
        Evidence.objects.create(item=item, **one)
    return item


@transaction.atomic
def reword(item, *, by, text, context=None, reason="", is_editorial=False, language=""):
    """Change how a statement reads; returns its Wording.

    Before a round asked it, the one wording changes in place (its translations are to be checked anew). Afterwards a
    further wording follows, with a reason; `is_editorial` says that ratings may be compared with those before.
    """
    panel = locked(item.panel)
    may_word(panel, by)
    last = item.wordings.order_by("-number").first()
    context = last.context if context is None else context
    language = language or last.language
    if (last.text, last.context, last.language) == (text, context, language):
        return last
    if last.locked_at is None:
        last.text, last.context, last.language, last.by, last.at = text, context, language, by, now()
        if last.number > 1:
            last.reason, last.is_editorial = reason, is_editorial
        last.save()
        last.translations.update(checked_by=None, checked_at=None)
        return last
    if not reason.strip():
        raise Denied(_("Say why it was changed: the panel reads it beside the new words."), "consensus.run")
    return Wording.objects.create(
        item=item, number=last.number + 1, text=text, context=context, language=language, by=by, at=now(),
        reason=reason, is_editorial=is_editorial,
    )  # fmt: skip
