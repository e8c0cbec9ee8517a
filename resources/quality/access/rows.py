"""What the rules of this room ask of a member and of a resource."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.access.rules import no, yes
from resources.library.access import owns

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")
NOT_PUBLISHED = _("It is not published.")


def is_member(member):
    """Say yes to members, no to all others with the reason."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def made(member, resource):
    """Whether `member` owns a resource, answers for the city that owns it, or is one of its authors."""
    return owns(member, resource) or any(one.member_id == member.pk for one in resource.authorships.all())


def runs_the_network(member):
    """Whether `member` looks after the whole network."""
    return member.is_superuser or member.is_network_coordinator


def curates(member, resource):
    """Whether `member` looks after the network, or coordinates one of the resource's cities now."""
    coordinated = standing(member).coordinates
    if runs_the_network(member):
        return True
    return bool(coordinated) and any(city.pk in coordinated for city in resource.cities.all())
