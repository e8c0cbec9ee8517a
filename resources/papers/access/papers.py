"""Papers as a whole: begin, lead, invite, move on."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.papers.access.people import part_of, standing, writes
from resources.papers.models import Paper

ONLY_LEAD = _("Only the lead author may do this.")


@rule("papers.begin", _("Begin a paper"), needs_object=False)
def begin(member):
    """Members begin papers."""
    return standing(member)


@rule("papers.lead", _("Change a paper's title, people, plan and state"))
def lead(member, paper):
    """Its lead author."""
    basic = standing(member)
    if not basic:
        return basic
    return yes(_("You lead this paper.")) if part_of(member, paper) == "lead" else no(ONLY_LEAD)


@rule("papers.plan", _("Write the plan of a paper"))
def plan(member, paper):
    """Its authors, while it is written."""
    basic = standing(member)
    if not basic:
        return basic
    if not writes(member, paper):
        return no(_("Only the authors plan a paper."))
    return no(_("It is published. A correction is a new version.")) if paper.state in CLOSED else yes()


@rule("papers.cite", _("Keep the list of references"))
def cite(member, paper):
    """Its authors, until the version of record."""
    basic = standing(member)
    if not basic:
        return basic
    if not writes(member, paper):
        return no(_("Only the authors keep the list of references."))
    if paper.state in (Paper.State.SIGNING, *CLOSED):
        return no(_("The text is fixed for now."))
    return yes()


CLOSED = (Paper.State.PUBLISHED, Paper.State.SUPERSEDED, Paper.State.CORRECTED, Paper.State.WITHDRAWN)
