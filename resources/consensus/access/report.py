"""Who reads the report of a panel."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from network.kit.audience import PUBLIC
from resources.consensus.access.people import leads_network, panellist_of, runs
from resources.consensus.models import Panellist, Round


@rule("consensus.report", _("Read the report of a panel"))
def report(member, panel):
    """Everybody once the panel is public; who runs it at any time; its panellists once a round has closed."""
    if PUBLIC in panel.audience:
        return yes()
    if runs(member, panel) or leads_network(member):
        row = panellist_of(member, panel)
        # Whoever rates reads it when the others do.
        if row is None or row.state not in (Panellist.State.INVITED, Panellist.State.ACCEPTED):
            return yes(_("You run this panel.") if runs(member, panel) else _("You coordinate the network."))
    row = panellist_of(member, panel)
    if row is None or row.state not in (Panellist.State.ACCEPTED, Panellist.State.LEFT):
        return no(_("The report is for everybody when the panel has published its results."))
    if panel.rounds.filter(state=Round.State.CLOSED).exists():
        return yes()
    return no(_("There is a report when a round has closed."))
