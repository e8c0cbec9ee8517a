"""Who may do what with collections, and why not."""

from django.utils.translation import gettext_lazy as _

from members.accounts.queries import curates
from network.access.rules import no, rule, yes

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")


def _member(member):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def _own(member, collection, words):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes(_("It is yours.")) if collection.owner_id == member.pk else no(words)


@rule("collections.create", _("Begin a collection"), needs_object=False)
def create(member):
    """Members keep shelves."""
    return _member(member)


@rule("collections.keep", _("Put something into a collection, order it, annotate it"))
def keep(member, collection):
    """Its owner."""
    standing = _member(member)
    return _own(member, collection, _("Only who keeps this collection may change it.")) if standing else standing


@rule("collections.revise", _("Change a collection's words, and who may see it"))
def revise(member, collection):
    """Its owner."""
    return keep(member, collection)


@rule("collections.delete", _("Delete a collection"))
def delete(member, collection):
    """Its owner, a member or not."""
    return _own(member, collection, _("Only who keeps this collection may delete it."))


@rule("collections.copy", _("Copy somebody's collection to go on from there"))
def copy(member, collection):
    """Members, of what they see."""
    return _member(member)


@rule("collections.follow", _("Follow a collection"))
def follow(member, collection):
    """Members, of others' shelves."""
    standing = _member(member)
    if not standing:
        return standing
    if collection.owner_id == member.pk:
        return no(_("It is yours: you know what is new in it."))
    return yes()


@rule("collections.hide", _("Take a collection out of sight"))
def hide(member, collection):
    """Those who look after the network, with a reason; what is private is nobody else's business."""
    standing = _member(member)
    if not standing:
        return standing
    if not collection.is_shared:
        return no(_("Nobody else sees it."))
    if collection.owner_id == member.pk:
        return no(_("It is yours: change who may see it."))
    if member.is_superuser or member.is_network_coordinator:
        return yes(_("You look after the network."))
    return no(_("Only those who look after the network may do this."))


@rule("collections.show_again", _("Let a hidden collection be shared again"))
def show_again(member, collection):
    """Those who look after the network."""
    standing = _member(member)
    if not standing:
        return standing
    if collection.hidden_at and (member.is_superuser or member.is_network_coordinator):
        return yes(_("You look after the network."))
    return no(_("Only those who look after the network may do this."))


@rule("collections.hand_over", _("Hand a collection over to somebody else"))
def hand_over(member, collection):
    """Its owner, and those who look after the network: a hand-over of a whole desk is confirmed there."""
    standing = _member(member)
    if not standing:
        return standing
    if collection.owner_id == member.pk:
        return yes(_("It is yours."))
    if collection.is_shared and (member.is_superuser or member.is_network_coordinator or curates(member)):
        return yes(_("You hand over what somebody leaves behind."))
    return no(_("Only who keeps this collection may hand it over."))
