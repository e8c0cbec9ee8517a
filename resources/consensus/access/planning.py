"""Who plans and runs panels."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import curates
from network.access.rules import no, rule, yes
from resources.consensus.access.people import ONLY_RUN, leads_network, panellist_of, runs, standing
from resources.consensus.models import Panel


@rule("consensus.begin", _("Begin a consensus panel"), needs_object=False)
def begin(member):
    """Coordinators begin panels."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if curates(member) else no(_("Coordinators begin panels. Talk to the coordinator of your city."))


@rule("consensus.run", _("Run a consensus panel"))
def run(member, panel):
    """Its facilitators, and those who coordinate the network; nobody who rates in it."""
    basic = standing(member)
    if not basic:
        return basic
    sits = panellist_of(member, panel)
    if sits and sits.state in (sits.State.INVITED, sits.State.ACCEPTED):
        return no(_("You are on this panel. Whoever rates does not run it."))
    if runs(member, panel):
        return yes(_("You run this panel."))
    return yes(_("You coordinate the network.")) if leads_network(member) else no(ONLY_RUN)


@rule("consensus.hand_over", _("Hand a consensus panel over"))
def hand_over(member, panel):
    """Whoever runs it; and those who confirm what a leaver hands over: that page asks them alone."""
    basic = run(member, panel)
    if basic:
        return basic
    if standing(member) and not panellist_of(member, panel) and curates(member):
        return yes(_("You hand over what somebody leaves behind."))
    return basic


@rule("consensus.plan", _("Change what a panel is asked, and by which rules"))
def plan(member, panel):
    """Whoever runs it, before the first round opens; later changes are amendments."""
    basic = run(member, panel)
    if not basic:
        return basic
    if panel.state != Panel.State.PLANNED:
        return no(_("The protocol is locked since the first round opened. What changes now is an amendment."))
    return yes()
