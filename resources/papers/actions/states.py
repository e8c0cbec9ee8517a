"""The way of a paper from draft to version of record: who may move it where, what stands in the way, what follows.

Each topic adds what it knows:

    @states.guard(State.SIGNING)               # every way into a state, or one: guard(State.SIGNING, State.REVIEW)
    def all_closed(paper, by):
        if …: yield _("Three comments are not closed yet.")

    @states.entered(State.SIGNING)             # in the transaction of the move, after the row says so
    def freeze_text(paper, by, before): …

and moves by `move(paper, State.SIGNING, by=member)`.
"""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.papers.actions.rows import home_of, locked, named, rights_changed, spread, told
from resources.papers.activity import MOVED
from resources.papers.models import Paper

State = Paper.State
WAYS = {
    State.DRAFTING: (State.REVIEW, State.PUBLISHED),
    State.REVIEW: (State.DRAFTING, State.CONSULTATION, State.SIGNING),
    State.CONSULTATION: (State.REVIEW, State.SIGNING),
    State.SIGNING: (State.REVIEW, State.CONSULTATION, State.PUBLISHED),
    State.PUBLISHED: (State.DRAFTING, State.CORRECTED, State.SUPERSEDED, State.WITHDRAWN),
    State.CORRECTED: (State.WITHDRAWN,),
    State.SUPERSEDED: (State.WITHDRAWN,),
    State.WITHDRAWN: (),
}
"""Where a paper may go from each state. Back to a draft from a publication: to write a corrected version of it."""

_guards, _entered, _left = defaultdict(list), defaultdict(list), defaultdict(list)


class Blocked(Exception):
    """The paper does not move; `reasons` say what stands in the way, as the member reads them."""

    def __init__(self, reasons):
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = list(reasons)


def guard(to, before=None):
    """Register `def f(paper, by)` that yields a sentence for what stands in the way into `to` (from `before`)."""

    def register(call):
        _guards[to].append((before, call))
        return call

    return register


def entered(state):
    """Register `def f(paper, by, before)` to run when a paper has come into `state`."""

    def register(call):
        _entered[state].append(call)
        return call

    return register


def left(state):
    """Register `def f(paper, by, to)` to run when a paper has left `state`."""

    def register(call):
        _left[state].append(call)
        return call

    return register


def in_the_way(paper, to, by):
    """Return the sentences that say why `paper` cannot go to `to` now; [] where it can. Asks no rule."""
    if to not in WAYS.get(paper.state, ()):
        return [_("There is no way from here to there.")]
    return [
        str(reason)
        for before, call in _guards[to]
        if before is None or before == paper.state
        for reason in call(paper, by) or ()
    ]


@transaction.atomic
def move(paper, to, *, by, rule="papers.lead", reason="", at=None):
    """Bring a paper into the state `to`; returns it afresh.

    `rule` is asked of `by` first (None: the portal itself moves it, as a job whose day has come). Raises Denied, or
    Blocked with all that stands in the way.
    """
    paper = locked(paper)
    if rule is not None:
        demand(by, rule, paper)
    reasons = in_the_way(paper, to, by)
    if reasons:
        raise Blocked(reasons)
    before, moment = paper.state, at or now()
    paper.state, paper.state_since = to, moment
    paper.save(update_fields=["state", "state_since", "changed_at"])
    for call in _left[before]:
        call(paper, by, to)
    for call in _entered[to]:
        call(paper, by, before)
    spread(paper)
    detail = {"before": before, "state": str(to), "reason": reason, "title": paper.title}
    record(MOVED, by=by, subject=paper, city=home_of(by), audience=told(paper), names=named(paper, but=by),
           detail=detail, at=moment)  # fmt: skip
    rights_changed(paper)
    return paper


# -- what drafting and internal review ask ---------------------------------------------------------------------------
@guard(State.REVIEW, State.DRAFTING)
def somebody_reads(paper, by):
    """Ask for a text, and for somebody besides the lead who reads it."""
    from resources.papers.queries.papers import text_of

    if not text_of(paper).words:
        yield _("There is no text yet.")
    if not paper.authors.filter(state="accepted").exclude(member=paper.lead).exists():
        yield _("Nobody else takes part yet. Invite a co-author or a reviewer first.")


@guard(State.PUBLISHED, State.DRAFTING)
def was_published(paper, by):
    """Let a correction that was begun be dropped, and nothing else go this way."""
    if not paper.publications.exists():
        yield _("It has to be signed before it is published.")
