"""Who invites, answers, leaves, hands over."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import curates
from network.access.rules import no, rule, yes
from resources.papers.access.papers import CLOSED, ONLY_LEAD
from resources.papers.access.people import part_of, standing
from resources.papers.models import Author, Paper


@rule("papers.invite", _("Invite people to a paper, and take them off"))
def invite(member, paper):
    """Its lead, until it is published; while it is signed all authors then sign anew."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) != "lead":
        return no(ONLY_LEAD)
    if paper.state in CLOSED:
        return no(_("It is published. A correction is a new version."))
    return yes()


@rule("papers.answer", _("Answer an invitation to a paper"))
def answer(member, paper):
    """Whoever was asked and has not answered."""
    basic = standing(member)
    if not basic:
        return basic
    asked = Author.objects.filter(paper=paper, member=member, state=Author.State.INVITED)
    return yes() if asked.exists() else no(_("You are not invited, or have answered already."))


@rule("papers.leave", _("Leave a paper"))
def leave(member, paper):
    """Whoever takes part, but for the lead."""
    basic = standing(member)
    if not basic:
        return basic
    part = part_of(member, paper)
    if part == "lead":
        return no(_("You lead it: hand it over first."))
    if not part:
        return no(_("You take no part in it."))
    if paper.state in CLOSED:
        return no(_("It is published with your name. Ask for a correction."))
    return yes()


@rule("papers.hand_over", _("Hand the lead of a paper over"))
def hand_over(member, paper):
    """Its lead; and those who confirm what a leaver hands over: that page asks them alone."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) == "lead":
        return yes(_("You lead this paper."))
    if member.is_superuser or member.is_network_coordinator or curates(member):
        return yes(_("You hand over what somebody leaves behind."))
    return no(ONLY_LEAD)


@rule("papers.say", _("Write about a paper as a whole"))
def say(member, paper):
    """Whoever takes part; members during a consultation."""
    basic = standing(member)
    if not basic:
        return basic
    if part_of(member, paper) or paper.state == Paper.State.CONSULTATION:
        return yes()
    return no(_("Only those who take part write about it."))
