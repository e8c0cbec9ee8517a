"""Who may connect to which text of a paper: editors write in it, others comment or suggest in a branch of their own."""

from network.access.rules import may
from network.live.registry import COMMENT, EDIT, READ, Grant, shares
from resources.papers.jobs import look_again
from resources.papers.models import Paper, Proposal
from resources.papers.schema.spec import MARKS, NODES

NAMES = frozenset(NODES) | frozenset(MARKS)


@shares("papers")
def open_text(member, key, params):
    """Answer `/ws/papers/<key>/`, and with `?branch=<proposal>` for the text of a proposal."""
    pk = _number(key)
    if pk is None or not member.is_authenticated or not member.is_active:
        return None
    member.__dict__.pop("_audience_keys", None)  # it may have been asked long ago, of the same object
    paper = Paper.objects.visible_to(member).select_related("document").filter(pk=pk).first()
    if paper is None or paper.document is None or not may(member, "papers.read", paper):
        return None
    if "branch" in params:
        return _branch(member, paper, _number(params["branch"]))
    role = _role(member, paper)
    if role == EDIT:
        look_again("papers.keep_after_pause", paper.pk)
    return _grant(paper.document, role, member, paper)


def _grant(document, role, member, paper):
    return Grant(
        document=document, role=role, subject=paper.document.subject, owns=_own_threads(member, paper), names=NAMES
    )


def _own_threads(member, paper):
    """Return what tells which of some threads this member began: a commenter moves no others about."""

    def owns(keys):
        return paper.threads.filter(by_id=member.pk, key__in=keys).values_list("key", flat=True)

    return owns


def _role(member, paper):
    if paper.document.is_frozen:
        return READ
    if may(member, "papers.write", paper):
        return EDIT
    return COMMENT if may(member, "papers.comment", paper) else READ


def _branch(member, paper, pk):
    proposal = Proposal.objects.select_related("document").filter(pk=pk, paper=paper).first() if pk else None
    if proposal is None:
        return None
    proposal.paper = paper
    if not may(member, "papers.see_proposal", proposal):
        return None
    if may(member, "papers.revise_proposal", proposal):
        look_again("papers.tell_of_proposal", proposal.pk)
        role = EDIT
    elif proposal.state == Proposal.State.OPEN and may(member, "papers.comment", paper):
        role = COMMENT
    else:
        role = READ
    return _grant(proposal.document, role, member, paper)


def _number(text):
    """Return the number that an address names, None for anything else."""
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) <= 15 else None
