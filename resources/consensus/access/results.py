"""Who reads results, and when."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from network.kit.audience import PUBLIC
from resources.consensus.access.people import leads_network, panellist_of, runs
from resources.consensus.access.planning import run
from resources.consensus.models import Panel, Panellist, Round


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


@rule("consensus.moderate", _("Read what panellists wrote, and let it through"))
def moderate(member, round):
    """Whoever runs the panel, once the round has closed: one by one as they come, words would tell who wrote them."""
    basic = run(member, round.panel)
    if not basic:
        return basic
    if round.state != Round.State.CLOSED:
        return no(
            _("What panellists write is read when the round has closed. Read as it comes, it would tell who wrote.")
        )
    return yes()


@rule("consensus.publish", _("Publish the results of a panel"))
def publish(member, panel):
    """Whoever runs it, when it has ended."""
    basic = run(member, panel)
    if not basic:
        return basic
    if panel.state not in (Panel.State.ENDED, Panel.State.ADOPTED):
        return no(_("The panel publishes its results when it has ended."))
    return yes()
