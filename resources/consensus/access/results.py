"""Who reads results, and when."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from network.kit.audience import PUBLIC
from resources.consensus.access.people import leads_network, panellist_of, runs
from resources.consensus.models import Panellist, Round


@rule("consensus.results", _("Read the results of a round"))
def results(member, round):
    """Nobody before it closes; then the panel and those who run it; everybody once the panel is public."""
    if round.state != Round.State.CLOSED:
        return no(_("Results are for nobody before the round closes."))
    if PUBLIC in round.panel.audience:
        return yes()
    if runs(member, round.panel) or leads_network(member):
        return yes()
    row = panellist_of(member, round.panel)
    if row and row.state in (Panellist.State.ACCEPTED, Panellist.State.LEFT):
        return yes()
    return no(_("The panel publishes its results when it has ended."))
