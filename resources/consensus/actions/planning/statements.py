"""Statements of a panel: adding, wording, ordering, taking out. A wording is locked by the round that asks it."""

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.kit.clock import now
from resources.consensus.actions.planning.rows import locked
from resources.consensus.models import Evidence, Item, Panel, Round, Wording

MOST = 300
"""So many statements nobody rates; and a pasted list may be a slip."""


class Stale(Denied):
    """Somebody else changed the statement meanwhile: `wording` is how it reads now."""

    def __init__(self, wording):
        super().__init__(_("Somebody changed this statement while you wrote. Read both, and save again."))
        self.wording = wording


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
    known = panel.items.aggregate(last=Max("number"))["last"] or 0
    if panel.items.count() >= MOST:
        raise Denied(_("%(n)s statements are more than a panel can rate.") % {"n": MOST}, "consensus.plan")
    item = Item.objects.create(panel=panel, number=known + 1, source=source, statement=statement, split_from=split_from)
    Wording.objects.create(
        item=item, number=1, text=text, context=context, language=language or panel.language, by=by, at=now()
    )
    for one in evidence:
        Evidence.objects.create(item=item, **one)
    return item


@transaction.atomic
def add_many(panel, rows, *, by):
    """Add statements, each {"text", "context", "source"}; what stands there word for word is left out.

    Returns (number added, number left out).
    """
    panel = locked(panel)
    may_word(panel, by)
    held = {_bare(text) for text in Wording.objects.filter(item__panel=panel).values_list("text", flat=True)}
    added = 0
    for row in rows:
        if _bare(row["text"]) in held:
            continue
        held.add(_bare(row["text"]))
        add_item(panel, by=by, text=row["text"], context=row.get("context", ""), source=row.get("source", ""))
        added += 1
    return added, len(rows) - added


def _bare(text):
    return " ".join(text.split()).casefold()


@transaction.atomic
def reword(item, *, by, text, context=None, reason="", is_editorial=False, language="", seen=None):
    """Change how a statement reads; returns its Wording.

    Before a round asked it, the one wording changes in place (its translations are to be checked anew). Afterwards a
    further wording follows, with a reason; `is_editorial` says that ratings may be compared with those before.
    `seen`: what `seal` said of the wording that the writer read; Stale is raised where another stands there now.
    """
    panel = locked(item.panel)
    may_word(panel, by)
    last = item.wordings.order_by("-number").first()
    if seen is not None and seen != seal(last):
        raise Stale(last)
    context = last.context if context is None else context
    language = language or last.language
    is_same = (last.text, last.context, last.language) == (text, context, language)
    if last.locked_at is None:
        if not is_same:
            last.text, last.context, last.language, last.by, last.at = text, context, language, by, now()
            last.translations.update(checked_by=None, checked_at=None)
        if last.number > 1:
            last.reason, last.is_editorial = reason, is_editorial
        last.save()
        return last
    if is_same:
        return last
    if not reason.strip():
        raise Denied(_("Say why it was changed: the panel reads it beside the new words."), "consensus.run")
    return Wording.objects.create(
        item=item, number=last.number + 1, text=text, context=context, language=language, by=by, at=now(),
        reason=reason, is_editorial=is_editorial,
    )  # fmt: skip


def seal(wording):
    """Return the word by which a form knows whether `wording` is still what its writer read."""
    return f"{wording.pk}-{wording.at.timestamp():.6f}" if wording else ""


@transaction.atomic
def source_of(item, source, *, by):
    """Say where a statement comes from."""
    panel = locked(item.panel)
    may_word(panel, by)
    Item.objects.filter(pk=item.pk).update(source=source)


@transaction.atomic
def move(item, *, by, up):
    """Let a statement change places with its neighbour, while nothing was asked yet."""
    panel = locked(item.panel)
    demand(by, "consensus.plan", panel)
    order = list(panel.items.order_by("number").values_list("pk", flat=True))
    here = order.index(item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    _number(panel, order)


def _number(panel, order):
    """Give the statements with the ids `order` the numbers 1, 2, …; aside first, since a number stands once."""
    panel.items.update(number=F("number") + 100_000)
    for number, pk in enumerate(order, 1):
        panel.items.filter(pk=pk).update(number=number)


@transaction.atomic
def drop(item, *, by):
    """Delete a statement that no round has asked."""
    panel = locked(item.panel)
    may_word(panel, by)
    if item.entries.exists() or item.wordings.exclude(locked_at=None).exists():
        raise Denied(_("It was asked already: take it out with a reason instead."), "consensus.run")
    item.delete()
    if panel.state == Panel.State.PLANNED:
        _number(panel, list(panel.items.order_by("number").values_list("pk", flat=True)))


@transaction.atomic
def take_out(item, *, by, reason):
    """Take a statement out between rounds, with the reason that the panel and the report show."""
    panel = locked(item.panel)
    may_word(panel, by)
    if not reason.strip():
        raise Denied(_("Say why it was taken out."), "consensus.run")
    Item.objects.filter(pk=item.pk, state=Item.State.OPEN).update(state=Item.State.WITHDRAWN, reason=reason)


@transaction.atomic
def put_back(item, *, by):
    """Let a statement that was taken out since the last round be asked again."""
    panel = locked(item.panel)
    may_word(panel, by)
    Item.objects.filter(pk=item.pk, state=Item.State.WITHDRAWN).update(state=Item.State.OPEN, reason="")


@transaction.atomic
def split(item, texts, *, by, reason):
    """Let several statements take the place of one, which is taken out; returns the new Items."""
    if len(texts) < 2:
        raise Denied(_("Write at least two statements, each on a line of its own."), "consensus.run")
    panel = locked(item.panel)
    parts = [add_item(panel, by=by, text=text, source=item.source, split_from=item) for text in texts]
    for part in parts:
        for one in item.evidence.all():
            one.pk, one.item = None, part
            one.save(force_insert=True)
    take_out(item, by=by, reason=reason)
    return parts
