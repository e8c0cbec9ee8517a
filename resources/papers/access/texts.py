"""The text of a paper: who reads, writes, proposes, comments."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.papers.access.papers import CLOSED
from resources.papers.access.people import part_of, standing, writes
from resources.papers.models import Paper

PUBLISHED = _("It is published. A correction is a new version.")


@rule("papers.read", _("Read the text of a paper that is being written"))
def read(member, paper):
    """Whoever sees the paper; drafts are for those who take part, a consultation for members."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) or paper.state in (Paper.State.CONSULTATION, *CLOSED) or member.is_superuser:
        return yes()
    return no(_("The authors have not shown it to others yet."))


@rule("papers.write", _("Write in the text of a paper"))
def write(member, paper):
    """Its authors; while it is being signed too, since an edit then re-opens the signatures concerned."""
    basic = standing(member)
    if not basic:
        return basic
    if not writes(member, paper):
        return no(_("Only the authors write in the text. You may suggest changes."))
    return no(PUBLISHED) if paper.state in CLOSED else yes()


@rule("papers.propose", _("Suggest changes to the text of a paper"))
def propose(member, paper):
    """Whoever takes part, and every member during a consultation."""
    reading = read(member, paper)
    if not reading:
        return reading
    if paper.state in CLOSED:
        return no(PUBLISHED)
    if part_of(member, paper) == "thanked" and paper.state != Paper.State.CONSULTATION:
        return no(_("Only those who take part suggest changes."))
    return yes()


@rule("papers.comment", _("Comment on the text of a paper"))
def comment(member, paper):
    """The same people."""
    return propose(member, paper)
