"""Who may join, who answers, who sees whom."""

from django.utils.translation import gettext_lazy as _

from members.accounts.models import Application
from members.accounts.queries import standing
from network.access.rules import no, rule, yes

WITHDRAWN = _("Who applied has left, or asked to be erased. There is nothing to answer unless they come back.")


@rule("accounts.apply", _("Apply to join"), needs_object=False)
def apply(member):
    """Visitors, and people whose application was declined; members have joined already."""
    if not member.is_authenticated:
        return yes(_("Everybody may apply."))
    if member.status == member.Status.APPLICANT:
        return yes(_("You have not joined yet."))
    return no(_("You have joined already."))


@rule("accounts.revise", _("Change an application while it waits"))
def revise(member, application):
    """The applicant alone, and only until somebody has answered."""
    if not member.is_authenticated or application.member_id != member.pk:
        return no(_("Only the person who applied may change an application."))
    if application.state != Application.State.WAITING:
        return no(_("This application has been answered."))
    if application.is_withdrawn:
        return no(WITHDRAWN)
    return yes(_("It is your own application, and nobody has answered it yet."))


@rule("accounts.decide", _("Approve or decline an application"))
def decide(member, application):
    """Current coordinators of the city, and the network's; never on oneself, never twice."""
    if not member.is_authenticated or not member.is_member:
        return no(_("Only members who coordinate a city answer applications."))
    if application.member_id == member.pk:
        return no(_("Nobody answers their own application."))
    if application.state != Application.State.WAITING:
        return no(_("This application has been answered."))
    if application.is_withdrawn:
        return no(WITHDRAWN)
    if application.city_id in standing(member).coordinates:
        return yes(_("You coordinate this city."))
    if member.is_network_coordinator:
        return yes(_("You coordinate the network."))
    if member.is_superuser:
        return yes(_("You administer the network."))
    return no(_("Only the coordinators of this city and of the network answer its applications."))


@rule("accounts.see_directory", _("See the directory of members"), needs_object=False)
def see_directory(member):
    """Members see members."""
    if member.is_authenticated and member.is_member:
        return yes(_("You are a member."))
    return no(_("Members see one another once they have joined."))


@rule("accounts.change_profile", _("Change a profile"))
def change_profile(member, whose):
    """Each their own."""
    if member.is_authenticated and member.pk == whose.pk:
        return yes(_("It is your own profile."))
    return no(_("People change their own profile alone."))


@rule("accounts.follow", _("Follow other cities"), needs_object=False)
def follow(member):
    """Every member."""
    if member.is_authenticated and member.is_member:
        return yes(_("You are a member."))
    return no(_("You can follow cities once you have joined."))


@rule("accounts.move", _("Change my home city"), needs_object=False)
def move(member):
    """Members; who coordinates a city hands it over first."""
    if not member.is_authenticated or not member.is_member:
        return no(_("Only members have a home city that they could change."))
    if standing(member).is_coordinator:
        return no(_("You coordinate a city. Hand it over first."))
    return yes(_("You are a member; the new city confirms it."))


@rule("accounts.decide_move", _("Answer a wish to change the home city"))
def decide_move(member, move):
    """Coordinators of the new city, and the network's; never on oneself, never twice."""
    if not member.is_authenticated or not member.is_member:
        return no(_("Only members who coordinate a city answer this."))
    if move.member_id == member.pk:
        return no(_("Nobody answers their own question."))
    if move.state != move.State.WAITING:
        return no(_("This has been answered."))
    if move.to_city_id in standing(member).coordinates:
        return yes(_("You coordinate this city."))
    if member.is_network_coordinator:
        return yes(_("You coordinate the network."))
    if member.is_superuser:
        return yes(_("You administer the network."))
    return no(_("Only the coordinators of the new city and of the network answer this."))


@rule("accounts.withdraw_move", _("Take back a wish to change the home city"))
def withdraw_move(member, move):
    """Who asked, until it is answered."""
    if not member.is_authenticated or move.member_id != member.pk:
        return no(_("Only the person who asked may take it back."))
    if move.state != move.State.WAITING:
        return no(_("This has been answered."))
    return yes(_("It is your own question, and nobody has answered it yet."))


@rule("accounts.invite", _("Make and take back a city’s invitation links"))
def invite(member, city):
    """Current coordinators of the city, and the network's."""
    if not member.is_authenticated or not member.is_member:
        return no(_("Only members who coordinate a city invite for it."))
    if city.pk in standing(member).coordinates:
        return yes(_("You coordinate this city."))
    if member.is_network_coordinator:
        return yes(_("You coordinate the network."))
    if member.is_superuser:
        return yes(_("You administer the network."))
    return no(_("Only the coordinators of this city and of the network invite for it."))


@rule("accounts.rest", _("Suspend my own membership"), needs_object=False)
def rest(member):
    """Members, unless something would be left without anybody who answers for it."""
    if not member.is_authenticated or not member.is_member:
        return no(_("Only members can suspend a membership."))
    if standing(member).is_coordinator:
        return no(_("You coordinate a city. Hand it over first."))
    if member.is_superuser or member.is_network_coordinator:
        return no(_("You answer for the network. Ask an administrator to take that task from you first."))
    return yes(_("It is your own membership. You can come back at any time."))


@rule("accounts.come_back", _("Come back after a pause"), needs_object=False)
def come_back(member):
    """Whoever suspended the membership themselves."""
    if not member.is_authenticated or not member.is_active or member.status != member.Status.SUSPENDED:
        return no(_("Your membership is not suspended."))
    if member.rested_at is None:
        return no(_("Somebody else suspended this membership. Please write to your city’s coordinators."))
    return yes(_("You suspended it yourself."))
