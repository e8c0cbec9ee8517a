"""Who curates the state of the art."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import curates
from network.access.rules import no, rule, yes
from resources.consensus.access.people import leads_network, standing


@rule("consensus.curate", _("Curate a page of the state of the art"))
def curate(member, topic):
    """Coordinators; what they submit is approved by those who coordinate the network."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if curates(member) else no(_("Coordinators curate the state of the art."))


@rule("consensus.approve", _("Approve a version of a page of the state of the art"))
def approve(member, topic):
    """Those who coordinate the network."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if leads_network(member) else no(_("Those who coordinate the network approve it."))
