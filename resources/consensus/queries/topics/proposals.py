"""Proposals of change as they are read: answered ones by everybody, waiting ones by those who curate."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from resources.consensus.models import Change, StatementVersion

SIGNS = {"accepted": "ok", "later": "warn", "refused": "rest", "waiting": "warn"}


@dataclass
class Told:
    """One proposal, and who made it as far as this reader may know."""

    change: Change
    who: str = ""

    @property
    def sign(self):
        """The sign of its state."""
        return SIGNS.get(self.change.state, "rest")

    @property
    def label(self):
        """Its state in words."""
        return capfirst(self.change.get_state_display())


def open_statements(topic):
    """Return the statements of a topic that stand, each with `text`: its newest words."""
    newest = StatementVersion.objects.filter(statement__topic=topic).order_by("statement_id", "-number")
    texts = dict(newest.distinct("statement_id").values_list("statement_id", "content__text"))
    rows = [one for one in topic.statements.order_by("number") if one.stands]
    for one in rows:
        one.text = texts.get(one.pk, "")
    return rows


def answered(topic, most=None):
    """Return the answered proposals of a topic as Told, the latest first; by whom is not said to everybody."""
    rows = Change.objects.filter(topic=topic, state__in=Change.ANSWERS).select_related("statement__topic")
    return [Told(one) for one in rows.order_by("-answered_at", "-pk")[:most]]


def waiting(topic, reader):
    """Return the proposals that wait for an answer as Told, the longest waiting first; for those who curate."""
    rows = Change.objects.filter(topic=topic, state=Change.State.WAITING).select_related("statement__topic", "by")
    return [Told(one, who_of(one, reader)) for one in rows.order_by("at", "pk")]


def who_of(change, reader):
    """Return by whom a proposal is, as one who curates may know; visitors gave their name for this."""
    if change.by is not None:
        return str(change.by.called_by(reader))
    return change.name or _("somebody who is not here any more")
