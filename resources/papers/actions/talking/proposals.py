"""Suggested changes: begun as a branch of the text, kept up with it, told of, taken back."""

from datetime import timedelta

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from network.live import texts
from resources.papers.access.talking import decides_in
from resources.papers.actions.rows import among_us, home_of, locked, taking_part
from resources.papers.actions.versions import BEFORE_IMPORT, keep_version
from resources.papers.activity import PROPOSED, WITHDRAWN
from resources.papers.differences import compare
from resources.papers.differences.align import align
from resources.papers.models import Proposal, Version

PAUSE = timedelta(minutes=10)


@transaction.atomic
def begin_proposal(paper, *, by, title="", is_shared=False, origin=Proposal.Origin.LIVE, content=None, written=(),
                   at=None):  # fmt: skip
    """Return the open suggestions of `by` on `paper`: those that are there, following the text, else new ones.

    From a Word file (`origin` "word") they are always new: `content` is what the text would be, `written` says who
    wrote what there. A shared one is written by all who take part; there is one of them at a time.
    """
    paper = locked(paper)
    demand(by, "papers.propose", paper)
    if origin == Proposal.Origin.LIVE and content is None:
        known = paper.proposals.filter(state=Proposal.State.OPEN, origin=Proposal.Origin.LIVE, is_shared=is_shared)
        known = (known if is_shared else known.filter(by=by)).order_by("pk").first()
        if known is not None:
            follow(known)
            return known
    if origin == Proposal.Origin.WORD:
        keep_version(paper, Version.Kind.AUTO, BEFORE_IMPORT, by=by, at=at)
    document = texts.fork(paper.document, by=by)
    if content is not None:
        texts.rewrite(document, content, by=by)
    return Proposal.objects.create(
        paper=paper,
        document=document,
        by=by,
        origin=origin,
        title=title[:200],
        is_shared=is_shared,
        followed=document.forked_at,
        written=list(written),
        at=at or now(),
    )


@transaction.atomic
def follow(proposal):
    """Bring what was written in the text since into the branch, so that its suggestions stand on the text of today.

    Words are merged one by one. Where a whole paragraph went that the branch had changed, the branch keeps it: nobody's
    suggestion disappears unread. Returns whether something came.
    """
    paper = locked(proposal.paper)
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    main, branch = paper.document, row.document
    if row.state != Proposal.State.OPEN or row.followed >= main.head:
        return False
    texts.hold(main, branch)
    seen, mine = texts.read(main, row.followed), texts.read(branch)
    texts.merge(main, branch, by=None)
    merged = texts.read(branch)
    kept = _with_what_was_lost(seen, mine, merged)
    if kept is not merged:
        texts.rewrite(branch, kept, by=row.by)
    proposal.followed = row.followed = main.head
    row.save(update_fields=["followed"])
    return True


def _with_what_was_lost(seen, mine, merged):
    """Return `merged` with those paragraphs of `mine` that hold a suggestion and went with the text around it."""
    touched = {hunk.new_path[0] for hunk in compare(seen, mine) if hunk.kind != "gone" or len(hunk.path) > 1}
    if not touched:
        return merged
    blocks, lost, place = [], False, 0
    for step in align(mine.get("content") or [], merged.get("content") or []):
        if step.op == "gone" and place in touched:
            blocks.append(step.old)
            lost = True
        elif step.new is not None:
            blocks.append(step.new)
        place += step.old is not None
    return {**merged, "content": blocks} if lost else merged


def hunks_of(proposal):
    """Return the Hunks that are still to be decided, against the text as it is now; call `follow` first."""
    return compare(texts.read(proposal.paper.document), texts.read(proposal.document))


def still_open(proposal):
    """Return the Hunks as they stood when the branch last followed the text: for counting, without a merge."""
    return compare(texts.read(proposal.paper.document, proposal.followed), texts.read(proposal.document))


def ground_of(proposal):
    """Return `changed(hunk) -> bool`: whether what a hunk stands on was changed in the text since it was branched off.

    What was accepted from these very suggestions does not count.
    """
    main = proposal.paper.document
    first, today = texts.read(main, proposal.document.forked_at), texts.read(main)
    own = set(proposal.rulings.filter(answer="accepted").values_list("before", "after"))
    others = [hunk for hunk in compare(first, today) if (hunk.before, hunk.after) not in own]
    touched = {hunk.new_path[0] for hunk in others if hunk.kind != "gone" or len(hunk.path) > 1}
    gone = [hunk.old for hunk in others if hunk.kind == "gone" and len(hunk.path) == 1]

    def changed(hunk):
        if hunk.kind == "come" and len(hunk.path) == 1:
            return any(align([block], [hunk.new])[0].op in ("pair", "same") for block in gone)
        return hunk.path[0] in touched

    return changed


@transaction.atomic
def withdraw(proposal, *, by, at=None):
    """Take open suggestions back; whoever wrote them may still read them."""
    paper = locked(proposal.paper)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    demand(by, "papers.withdraw_proposal", proposal)
    proposal.state, proposal.closed_at, proposal.waits_for = Proposal.State.WITHDRAWN, at or now(), []
    proposal.save(update_fields=["state", "closed_at", "waits_for"])
    texts.freeze(proposal.document)
    record(WITHDRAWN, by=by, subject=paper, city=home_of(by), audience=[f"member:{by.pk}"],
           detail={"proposal": proposal.pk}, at=at)  # fmt: skip
    return proposal


@transaction.atomic
def share(proposal, *, by):
    """Let all who take part write in these suggestions."""
    paper = locked(proposal.paper)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    demand(by, "papers.withdraw_proposal", proposal)
    proposal.is_shared = True
    proposal.save(update_fields=["is_shared"])
    texts.rights_changed(paper.document.subject)
    return proposal


@transaction.atomic
def describe_proposal(proposal, title, *, by):
    """Say in a few words what suggestions are about."""
    locked(proposal.paper)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    demand(by, "papers.revise_proposal", proposal)
    proposal.title = title.strip()[:200]
    proposal.save(update_fields=["title"])
    return proposal


@transaction.atomic
def tell(proposal, *, by=None, at=None):
    """Tell those who decide that suggestions wait, once for what is new; return how many are named."""
    moment = at or now()
    paper = locked(proposal.paper)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if by is not None:
        demand(by, "papers.revise_proposal", proposal)
    changed = proposal.document.changed_at or proposal.at
    if proposal.state != Proposal.State.OPEN or (proposal.told_at and proposal.told_at >= changed):
        return 0
    follow(proposal)
    hunks = hunks_of(proposal)
    names = deciders(paper, hunks) - {proposal.by_id}
    proposal.told_at, proposal.waits_for = moment, sorted(names)
    proposal.save(update_fields=["told_at", "waits_for"])
    if names:
        record(PROPOSED, by=proposal.by, subject=paper, city=home_of(proposal.by), audience=among_us(paper),
               names=names, detail={"proposal": proposal.pk, "count": len(hunks)}, at=moment)  # fmt: skip
    return len(names)


def tell_after_pause(pk, at=None):
    """Tell of suggestions that nobody has touched for ten minutes. Returns whether somebody may still be writing."""
    moment = at or now()
    proposal = Proposal.objects.select_related("document", "paper__document").filter(pk=pk, state="open").first()
    if proposal is None:
        return False
    if (proposal.document.changed_at or proposal.at) > moment - PAUSE:
        return True
    tell(proposal, at=moment)
    return False


def deciders(paper, hunks):
    """Return the ids of the authors who decide about at least one of `hunks`."""
    from django.contrib.auth import get_user_model

    members = get_user_model().objects.filter(pk__in=taking_part(paper), is_active=True)
    return {one.pk for one in members if any(decides_in(one, paper, hunk.sections) for hunk in hunks)}
