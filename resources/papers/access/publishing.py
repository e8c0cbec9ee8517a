"""Who takes a text along, publishes it, and says later what became of it."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import curates
from network.access.rules import no, rule, yes
from resources.papers.access.papers import ONLY_LEAD
from resources.papers.access.people import part_of, standing
from resources.papers.access.texts import read
from resources.papers.models import Paper


@rule("papers.export", _("Take the text of a paper along as a file"))
def export(member, paper):
    """Whoever may read it."""
    return read(member, paper)


@rule("papers.publish", _("Publish a paper that all its authors have signed"))
def publish(member, paper):
    """Its lead, while it is signed."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) != "lead":
        return no(ONLY_LEAD)
    if paper.state != Paper.State.SIGNING:
        return no(_("It is published when its authors have signed it."))
    return yes()


@rule("papers.withdraw", _("Say of a publication that it is withdrawn, superseded or translated"))
def withdraw(member, paper):
    """Its lead; and whoever administers the network, when the lead is gone."""
    basic = standing(member)
    if not basic:
        return basic
    if not paper.publications.exists():
        return no(_("Nothing of it is published."))
    if part_of(member, paper) == "lead" or member.is_superuser or (member.is_network_coordinator and curates(member)):
        return yes()
    return no(ONLY_LEAD)
