"""Who may do what with cities, and who may enter the desk at /manage/."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.access.rules import no, rule, yes
from network.kit.audience import keys_of


def coordinates(member, city=None):
    """Say whether `member` is coordinator today: of `city`, or of any. The keys of the member tell."""
    if not (member.is_authenticated and member.is_member):
        return False
    return ("coordinators" if city is None else f"coordinators:{city.slug}") in keys_of(member)


def runs_the_network(member):
    """Say whether `member` is an administrator or a network coordinator."""
    return member.is_authenticated and member.is_member and (member.is_superuser or member.is_network_coordinator)


def _administrator(member):
    if member.is_authenticated and member.is_superuser and member.is_member:
        return yes(_("You are an administrator."))
    return no(_("Only administrators may do this."))


@rule("desk.enter", gettext_lazy("Enter the desk of the CMS"), needs_object=False)
def enter(member):
    if member.is_authenticated and (runs_the_network(member) or coordinates(member)):
        return yes(_("You look after the network or a city."))
    return no(_("Only coordinators and administrators work here."))


@rule("cities.found", gettext_lazy("Put a city on the list"), needs_object=False)
def found(member):
    return _administrator(member)


@rule("cities.revise", gettext_lazy("Change a city's record: names, place, facts, mark"))
def revise(member, city):
    return _administrator(member)


@rule("cities.change_state", gettext_lazy("Take a step of a partnership"))
def change_state(member, city):
    return _administrator(member)


@rule("cities.sign", gettext_lazy("Put an agreement on record"))
def sign(member, city):
    return _administrator(member)


@rule("cities.appoint", gettext_lazy("Appoint a coordinator"))
def appoint(member, city):
    return _administrator(member)


@rule("cities.end_term", gettext_lazy("End a coordinator's term"))
def end_term(member, term):
    return _administrator(member)


@rule("cities.hand_over", gettext_lazy("Hand over what a leaving coordinator holds for a city"))
def hand_over(member, term):
    if not (member.is_authenticated and member.is_member):
        return no(_("Please sign in first."))
    if term.member_id == member.pk:
        return yes(_("It is your own task that you hand over."))
    if runs_the_network(member):
        return yes(_("You look after the network."))
    return no(_("A coordinator hands over, or those who run the network do it."))


@rule("cities.edit", gettext_lazy("Edit a city's page, organisations and programmes"))
def edit(member, city):
    if not member.is_authenticated:
        return no(_("Please sign in first."))
    if member.is_superuser and member.is_member:
        return yes(_("You are an administrator."))
    if runs_the_network(member):
        return yes(_("You are a network coordinator."))
    if coordinates(member, city):
        return yes(_("You are coordinator of %(city)s.") % {"city": city})
    return no(_("Only the coordinators of %(city)s may do this.") % {"city": city})


@rule("cities.see_agreements", gettext_lazy("Read a city's agreements and the whole history of its partnership"))
def see_agreements(member, city):
    if member.is_authenticated and (runs_the_network(member) or coordinates(member, city)):
        return yes(_("You look after the network or this city."))
    return no(_("Agreements are read by the city's coordinators and those who run the network."))
