"""Who introduces cities, who answers for one, who reads what came of it."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import leads_network, standing
from meetings.introductions.models import Introduction
from members.accounts.queries import curates
from network.access.rules import no, rule, yes
from network.kit.clock import now

COORDINATORS = _("This is for coordinators.")


@rule("introductions.introduce", _("Introduce cities to each other"), needs_object=False)
def introduce(member):
    """Coordinators of cities and of the network."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if curates(member) else no(COORDINATORS)


@rule("introductions.say", _("Answer an introduction"))
def say(member, side):
    """The person whom it asks, while it is open."""
    basic = standing(member)
    if not basic:
        return basic
    if side.member_id != member.pk:
        return no(_("This is for somebody else."))
    if side.introduction.state != Introduction.State.ASKED or side.introduction.closes_at <= now():
        return no(_("This introduction is closed."))
    return yes()


@rule("introductions.bring", _("Bring those who said yes together"))
def bring(member, introduction):
    """Whoever introduced them, once at least two said yes and nobody is awaited."""
    basic = standing(member)
    if not basic:
        return basic
    if introduction.by_id != member.pk and not leads_network(member):
        return no(_("This is for whoever introduced them."))
    if introduction.state != Introduction.State.AGREED:
        return no(_("This waits until everybody who was asked has said yes."))
    return yes()


@rule("introductions.end", _("Close an introduction"))
def end(member, introduction):
    """Whoever introduced them, until a meeting is planned."""
    basic = standing(member)
    if not basic:
        return basic
    if introduction.by_id != member.pk and not leads_network(member):
        return no(_("This is for whoever introduced them."))
    if introduction.state in (Introduction.State.MET, Introduction.State.OVER):
        return no(_("This introduction is closed."))
    return yes()


@rule("introductions.tell_outcome", _("Say what came of a meeting"))
def tell_outcome(member, outcome):
    """Whoever was asked."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if outcome.member_id == member.pk else no(_("This is for somebody else."))


@rule("introductions.count", _("See how many meetings came of requests and introductions"), needs_object=False)
def count(member):
    """Members see totals."""
    return standing(member)


@rule("introductions.oversee", _("Read what came of which meeting"), needs_object=False)
def oversee(member):
    """Those who coordinate the network; words of people stand there, so not everybody."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if leads_network(member) else no(_("This is for those who coordinate the network."))
