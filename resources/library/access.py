"""Who may do what in the library, and why not."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.access.rules import no, rule, yes
from resources.library.models import Resource

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")


def _member(member):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def _curates(member, resource):
    """Whether `member` looks after the network, or is coordinator now of one of the resource's cities."""
    if member.is_superuser or member.is_network_coordinator:
        return True
    coordinated = standing(member).coordinates
    return bool(coordinated) and any(city.pk in coordinated for city in resource.cities.all())


@rule("library.share", _("Share a resource"), needs_object=False)
def share(member):
    """Members share."""
    return _member(member)


@rule("library.edit", _("Describe a resource"))
def edit(member, resource):
    """Its owner; once it is published, those who look after its cities too."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state == Resource.State.WITHDRAWN:
        return no(_("It was withdrawn and can no longer be changed."))
    if resource.owner_id == member.pk:
        return yes(_("You shared it."))
    if resource.state != Resource.State.DRAFT and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities may change it."))


@rule("library.publish", _("Publish a resource"))
def publish(member, resource):
    """Its owner publishes the draft. (That a city asks for a review first is not modelled yet.)"""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state != Resource.State.DRAFT:
        return no(_("It is no longer a draft."))
    return yes(_("You shared it.")) if resource.owner_id == member.pk else no(_("Only who shared it may publish it."))


@rule("library.discard", _("Change the files of a draft, or throw it away"))
def discard(member, resource):
    """Its owner, while nobody else has seen it."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if resource.state != Resource.State.DRAFT:
        return no(_("It is no longer a draft: withdraw it instead."))
    return yes() if resource.owner_id == member.pk else no(_("Only who shared it may throw the draft away."))


@rule("library.withdraw", _("Withdraw a resource"))
def withdraw(member, resource):
    """Its owner, the coordinators of its cities, and those of the network."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if resource.state != Resource.State.PUBLISHED:
        return no(_("Only what is published can be withdrawn."))
    if resource.owner_id == member.pk:
        return yes(_("You shared it."))
    if member.is_member and _curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities may withdraw it."))


@rule("library.mark_useful", _("Say that a resource is useful in your city"))
def mark_useful(member, resource):
    """Members with a home city, about the work of others."""
    standing = _member(member)
    if not standing:
        return standing
    if resource.state != Resource.State.PUBLISHED:
        return no(_("It is not published."))
    if member.home_city_id is None:
        return no(_("Choose your home city first."))
    if resource.owner_id == member.pk or any(one.member_id == member.pk for one in resource.authorships.all()):
        return no(_("It is yours: others say whether it is useful to them."))
    return yes()


@rule("library.follow_topic", _("Follow a topic"), needs_object=False)
def follow_topic(member):
    """Members follow topics; their digest brings what is new."""
    return _member(member)
