"""Deciding about suggested changes: each alone or all, by whoever writes that part of the text.

One change is accepted by a forward edit of the text in the name of whoever wrote it; the ruling says who let it in.
All of them are accepted by a merge of the branch, each row under its writer. Whatever is decided, the branch holds the
whole text of today afterwards, so that what is left to decide is always what differs.
"""

from django.db import transaction

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from network.live import texts
from resources.papers.access.talking import ONLY_WRITERS, decides_in
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.actions.talking.proposals import deciders, follow, hunks_of
from resources.papers.actions.versions import BEFORE_DECISIONS, keep_version
from resources.papers.activity import RULED
from resources.papers.differences import combine, compare
from resources.papers.models import Proposal, Ruling, Version
from resources.papers.queries.talking.writers import Writers

ACCEPTED, REFUSED = Ruling.Answer.ACCEPTED, Ruling.Answer.REFUSED


class Moved(Exception):
    """What was to be decided is no longer there: the text, or the suggestion, has changed since the page was made."""


@transaction.atomic
def decide(proposal, key, answer, *, by, at=None):
    """Accept or refuse the one change `key`; return its Ruling.

    Raises Moved where it no longer stands there, Denied where `by` does not write that part, `texts.Frozen` where the
    text is fixed.
    """
    paper, proposal = _opened(proposal, by)
    main, branch = _today(paper, proposal)
    hunks = compare(main, branch)
    hunk = next((one for one in hunks if one.key == key), None)
    if hunk is None:
        raise Moved(key)
    if not decides_in(by, paper, hunk.sections):
        raise Denied(ONLY_WRITERS, "papers.decide")
    [ruling] = _rule(paper, proposal, main, branch, [hunk], len(hunks), answer, by, at)
    return ruling


@transaction.atomic
def decide_all(proposal, answer, *, by, at=None):
    """Accept or refuse every change that `by` decides about; return the Rulings. Others stay open for others."""
    paper, proposal = _opened(proposal, by)
    main, branch = _today(paper, proposal)
    hunks = compare(main, branch)
    mine = [one for one in hunks if decides_in(by, paper, one.sections)]
    if hunks and not mine:
        raise Denied(ONLY_WRITERS, "papers.decide")
    if answer == ACCEPTED:
        keep_version(paper, Version.Kind.AUTO, BEFORE_DECISIONS, by=by, at=at)
    return _rule(paper, proposal, main, branch, mine, len(hunks), answer, by, at)


def _opened(proposal, by):
    """Lock the paper, then the proposal: every act on either does so in this order."""
    paper = locked(proposal.paper)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("document", "by").get(pk=proposal.pk)
    proposal.paper = paper
    demand(by, "papers.decide", proposal)
    return paper, proposal


def _today(paper, proposal):
    texts.hold(paper.document, proposal.document)
    follow(proposal)
    return texts.read(paper.document), texts.read(proposal.document)


def _rule(paper, proposal, main, branch, hunks, count, answer, by, at):
    moment = at or now()
    writers = Writers(proposal)
    rulings = [_ruling(proposal, hunk, answer, writers.of(hunk), by, moment) for hunk in hunks]
    if answer == ACCEPTED:
        _accept(paper, proposal, main, branch, hunks, count, rulings, by)
    elif hunks:
        others = {one.key for one in compare(main, branch)} - {hunk.key for hunk in hunks}
        texts.rewrite(proposal.document, combine(main, branch, others, keep="new"), by=by)
    Ruling.objects.bulk_create(rulings)
    if len(hunks) == count:
        _close(proposal, moment)
    elif proposal.waits_for:
        proposal.waits_for = sorted(deciders(paper, hunks_of(proposal)) - {proposal.by_id})
        proposal.save(update_fields=["waits_for"])
    _tell(paper, proposal, rulings, by, moment)
    return rulings


def _accept(paper, proposal, main, branch, hunks, count, rulings, by):
    if len(hunks) == count:
        texts.merge(proposal.document, paper.document, by=by)
        if compare(texts.read(paper.document), branch):
            texts.rewrite(paper.document, branch, by=proposal.by)
    else:
        # In the name of each who wrote some of it; who let it in stands in the ruling.
        text, done = main, set()
        for writer in dict.fromkeys(ruling.written_by for ruling in rulings):
            done |= {hunk.key for hunk, ruling in zip(hunks, rulings, strict=True) if ruling.written_by == writer}
            text = combine(main, branch, done)
            texts.rewrite(paper.document, text, by=writer)
        # The branch has the same words under other marks of time: without this they would stand in it twice.
        texts.merge(paper.document, proposal.document, by=None)
        texts.rewrite(proposal.document, branch, by=proposal.by)
    paper.document.refresh_from_db(fields=["head"])
    proposal.followed = paper.document.head
    proposal.save(update_fields=["followed"])


def _ruling(proposal, hunk, answer, written, by, moment):
    return Ruling(
        proposal=proposal,
        hunk=hunk.key,
        answer=answer,
        before=hunk.before,
        after=hunk.after,
        heading=hunk.heading[:300],
        written_by=written.member,
        name=written.name[:200],
        by=by,
        at=moment,
    )


def _close(proposal, moment):
    proposal.state, proposal.closed_at, proposal.waits_for = Proposal.State.CLOSED, moment, []
    proposal.save(update_fields=["state", "closed_at", "waits_for"])
    texts.freeze(proposal.document)


def _tell(paper, proposal, rulings, by, moment):
    names = {proposal.by_id, *(ruling.written_by_id for ruling in rulings)} - {None, by.pk}
    accepted = sum(ruling.answer == ACCEPTED for ruling in rulings)
    if not rulings:
        return
    record(RULED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=names,
           detail={"proposal": proposal.pk, "accepted": accepted, "refused": len(rulings) - accepted},
           at=moment)  # fmt: skip
