"""Who says that something is outdated, and who answers."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.library.access import owns
from resources.quality.access.rows import NOT_PUBLISHED, SIGN_IN, curates, is_member, made
from resources.quality.models import Flag


@rule("quality.flag", _("Say that a resource is outdated"))
def flag(member, resource):
    """Members, about the work of others."""
    answer = is_member(member)
    if not answer:
        return answer
    if resource.state != "published":
        return no(NOT_PUBLISHED)
    if made(member, resource):
        return no(_("It is yours: publish a new version, or withdraw it."))
    return yes()


@rule("quality.take_flag_back", _("Take back that a resource is outdated"))
def take_flag_back(member, one):
    """Who said so, while it stands."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if one.by_id != member.pk:
        return no(_("Only who said so may take it back."))
    return yes() if one.state in (Flag.State.OPEN, Flag.State.CONFIRMED) else no(_("It has been answered."))


@rule("quality.answer", _("Answer whether a resource is outdated"))
def answer(member, resource):
    """Its owner; and those who look after its cities."""
    allowed = is_member(member)
    if not allowed:
        return allowed
    if resource.state != "published":
        return no(NOT_PUBLISHED)
    if owns(member, resource):
        return yes(_("You shared it."))
    if curates(member, resource):
        return yes(_("You look after the resources of its cities."))
    return no(_("Only who shared it and the coordinators of its cities answer."))
