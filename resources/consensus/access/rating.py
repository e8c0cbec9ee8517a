"""Who rates."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.consensus.access.people import panellist_of, standing
from resources.consensus.models import Panellist


@rule("consensus.sit", _("Take part in a consensus panel"))
def sit(member, panel):
    """Whoever was invited and said yes."""
    basic = standing(member)
    if not basic:
        return basic
    row = panellist_of(member, panel)
    if row is None:
        return no(_("You are not on this panel."))
    if row.state == Panellist.State.INVITED:
        return no(_("Answer the invitation first."))
    return yes() if row.state == Panellist.State.ACCEPTED else no(_("You are not on this panel any more."))


@rule("consensus.rate", _("Rate statements in a round"))
def rate(member, round):
    """Whoever takes part, while the round is open."""
    basic = sit(member, round.panel)
    if not basic:
        return basic
    if round.state != round.State.OPEN:
        return no(_("This round is not open."))
    return yes()
