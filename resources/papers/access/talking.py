"""What is said about a text and what is proposed to it: who answers, who closes, who decides."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.papers.access.people import part_of, standing, writes
from resources.papers.access.texts import comment, propose, read, write
from resources.papers.models import Proposal

DECIDED = _("This suggestion is closed.")
ONLY_WRITERS = _("Those who write this part decide about it.")


@rule("papers.resolve", _("Close a talk about a passage, and open it again"))
def resolve(member, thread):
    """The authors, and whoever began it."""
    allowed = comment(member, thread.paper)
    if not allowed:
        return allowed
    if writes(member, thread.paper) or (thread.by_id is not None and thread.by_id == member.pk):
        return yes()
    return no(_("The authors close it, or whoever began it."))


@rule("papers.amend", _("Change or take back a comment"))
def amend(member, comment):
    """Whoever wrote it, as long as that person may speak here at all."""
    basic = standing(member)
    if not basic:
        return basic
    if comment.by_id is None or comment.by_id != member.pk:
        return no(_("It is somebody else's."))
    if comment.removed_at:
        return no(_("It was taken back already."))
    return propose(member, comment.thread.paper)


@rule("papers.see_proposal", _("Read suggested changes"))
def see_proposal(member, proposal):
    """Whoever began it as long as that person reads the paper, and those who take part; a withdrawn one its author."""
    reading = read(member, proposal.paper)
    if not reading:
        return reading
    if proposal.by_id is not None and proposal.by_id == member.pk:
        return yes(_("You wrote it."))
    if proposal.state == Proposal.State.WITHDRAWN:
        return no(_("It was taken back."))
    if part_of(member, proposal.paper) or member.is_superuser:
        return yes()
    return no(_("The authors and whoever wrote it read it."))


@rule("papers.revise_proposal", _("Write in suggested changes"))
def revise_proposal(member, proposal):
    """Whoever began it; all who may suggest where it is written together."""
    allowed = propose(member, proposal.paper)
    if not allowed:
        return allowed
    if proposal.state != Proposal.State.OPEN:
        return no(DECIDED)
    if proposal.by_id is not None and proposal.by_id == member.pk:
        return yes(_("You wrote it."))
    if proposal.is_shared and part_of(member, proposal.paper):
        return yes()
    return no(_("It is somebody else's suggestion. You may comment on it."))


@rule("papers.withdraw_proposal", _("Take suggested changes back"))
def withdraw_proposal(member, proposal):
    """Whoever began it, while it is open."""
    basic = standing(member)
    if not basic:
        return basic
    if proposal.state != Proposal.State.OPEN:
        return no(DECIDED)
    if proposal.by_id is None or proposal.by_id != member.pk:
        return no(_("It is somebody else's."))
    return read(member, proposal.paper)


@rule("papers.decide", _("Accept or refuse suggested changes"))
def decide(member, proposal):
    """The authors; in a section with writers of its own those, and the lead (see `decides_in`)."""
    allowed = write(member, proposal.paper)
    if not allowed:
        return allowed
    return yes() if proposal.state == Proposal.State.OPEN else no(DECIDED)


def decides_in(member, paper, anchors):
    """Whether an author decides about a change below the headings `anchors` (ids, outermost first).

    The innermost section of the plan that stands there counts. Where nobody was asked to write it, every author does.
    """
    part = part_of(member, paper)
    if part == "lead":
        return yes()
    if part != "author":
        return no(ONLY_WRITERS)
    sections = _writers_by_anchor(paper)
    for anchor in reversed(anchors):
        if anchor in sections:
            return yes() if not sections[anchor] or member.pk in sections[anchor] else no(ONLY_WRITERS)
    return yes()


def _writers_by_anchor(paper):
    known = paper.__dict__.get("_writers_by_anchor")
    if known is None:
        known = {}
        for section in paper.sections.exclude(anchor="").prefetch_related("writers"):
            # Who was asked and has not said yes, or has left, keeps nobody else from deciding.
            active = {row.member_id for row in section.writers.all() if row.state == "accepted" and row.member_id}
            known[section.anchor] = active
        paper.__dict__["_writers_by_anchor"] = known
    return known
