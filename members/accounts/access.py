"""Who may join, who answers, who sees whom."""

from django.utils.translation import gettext_lazy as _

from members.accounts.models import Application
from members.accounts.queries import standing
from network.access.rules import no, rule, yes


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
