"""Who answers an invitation, who rates, who leaves."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.consensus.access.people import panellist_of, standing
from resources.consensus.models import Panel, Panellist

GOES_ON = (Panel.State.PLANNED, Panel.State.RUNNING)
NOT_ON_IT = _("You are not on this panel.")


@rule("consensus.answer", _("Answer an invitation to a consensus panel"))
def answer(member, panel):
    """Whoever was invited, while the panel goes on; a no may become a yes."""
    basic = standing(member)
    if not basic:
        return basic
    row = panellist_of(member, panel)
    if row is None or row.invited_at is None:
        return no(NOT_ON_IT)
    if panel.state not in GOES_ON:
        return no(_("This panel has ended."))
    if row.state in (Panellist.State.INVITED, Panellist.State.DECLINED):
        return yes()
    return no(_("You have answered. On the page of the panel you can change what you said, or leave."))


@rule("consensus.sit", _("Take part in a consensus panel"))
def sit(member, panel):
    """Whoever was invited and said yes."""
    basic = standing(member)
    if not basic:
        return basic
    row = panellist_of(member, panel)
    if row is None:
        return no(NOT_ON_IT)
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


@rule("consensus.dissent", _("Say why one does not agree with what a panel came to"))
def dissent(member, round):
    """Whoever took part in a round that has closed."""
    basic = sit(member, round.panel)
    if not basic:
        return basic
    return yes() if round.state == round.State.CLOSED else no(_("This is asked when the round has closed."))


@rule("consensus.withdraw", _("Take back the consent to take part in a panel"))
def withdraw(member, panel):
    """Whoever takes part or took part; whoever was invited says no instead."""
    row = panellist_of(member, panel)
    if row is None:
        return no(NOT_ON_IT)
    if row.state in (Panellist.State.ACCEPTED, Panellist.State.LEFT, Panellist.State.REMOVED):
        return yes()
    return no(_("There is no consent that you could take back."))
