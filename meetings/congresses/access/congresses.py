"""Who proposes congresses, who confirms them, who says that they go, who sees it."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import standing
from members.accounts import queries
from network.access.rules import no, rule, yes
from network.kit.clock import local, now

GONE = _("This congress is not on the list any more.")
OVER = _("This congress is over.")


def is_over(congress):
    """Whether its last day has ended where it takes place."""
    return local(now(), congress.zone).date() > congress.last_day


def curates(member):
    """Whether `member` coordinates a city or the network today, or administers it."""
    return member.is_authenticated and queries.curates(member)


def presence_of(member, congress):
    """Return the Presence of `member`, or None; asked once."""
    if not member.is_authenticated:
        return None
    known = congress.__dict__.setdefault("_presences_of", {})
    if member.pk not in known:
        known[member.pk] = congress.presences.filter(member=member).first()
    return known[member.pk]


def _stands(congress):
    return congress.state in (congress.State.PROPOSED, congress.State.CONFIRMED)


@rule("congresses.propose", _("Propose a congress for the list"), needs_object=False)
def propose(member):
    """Every member may."""
    return standing(member)


@rule("congresses.curate", _("Confirm congresses, take doubles together, mend what is wrong"), needs_object=False)
def curate(member):
    """Coordinators of a city, and of the network."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if curates(member) else no(_("Only coordinators may do this."))


@rule("congresses.revise", _("Change what stands about a congress"))
def revise(member, congress):
    """Coordinators; who proposed it, until it is confirmed."""
    basic = standing(member)
    if not basic:
        return basic
    if not _stands(congress):
        return no(GONE)
    if congress.is_proposed and congress.proposed_by_id == member.pk:
        return yes(_("You proposed it."))
    return curate(member)


@rule("congresses.goers", _("See who goes to a congress"))
def goers(member, congress):
    """Members; nobody else."""
    return standing(member)


@rule("congresses.go", _("Say that one shall be at a congress"))
def go(member, congress):
    """Every member, until it is over."""
    basic = standing(member)
    if not basic:
        return basic
    if not _stands(congress):
        return no(GONE)
    return no(OVER) if is_over(congress) else yes()


@rule("congresses.answer", _("Say whether one comes to a side meeting"))
def answer(member, proposal):
    """Whoever is asked, until it has begun."""
    basic = standing(member)
    if not basic:
        return basic
    if not proposal.acceptings.filter(member=member).exists():
        return no(_("This is for those who are asked."))
    if proposal.state == proposal.State.LAPSED or is_over(proposal.congress):
        return no(_("This side meeting did not come about."))
    return yes()


@rule("congresses.meet", _("Arrange to meet somebody at a congress"))
def meet(member, congress):
    """Two who both say that they are there."""
    basic = go(member, congress)
    if not basic:
        return basic
    if presence_of(member, congress) is None:
        return no(_("Say first that you shall be there."))
    return yes()


@rule("congresses.note", _("Write what one brings back from a congress"))
def note(member, congress):
    """Whoever said that they were there, once it has begun."""
    basic = standing(member)
    if not basic:
        return basic
    if presence_of(member, congress) is None:
        return no(_("This is for those who were there."))
    if local(now(), congress.zone).date() < congress.first_day:
        return no(_("It has not begun yet."))
    return yes()
