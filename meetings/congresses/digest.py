"""Congresses in letters: how it reads, and the mail that asks whether one comes to a side meeting."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.congresses import links
from meetings.congresses.activity import (
    CONFIRMED,
    DECLINED,
    GOING,
    MOVED,
    NOTED,
    NOTES_ASKED,
    SIDE_MADE,
    SIDE_PROPOSED,
)
from meetings.congresses.models import Accepting, Congress, Presence, Proposal
from meetings.congresses.queries.words import days_words
from network.digests.plugs import leads_to, reads, stands, writes


def _congress(activity):
    return Congress.objects.filter(pk=activity.subject_id).first()


@leads_to(CONFIRMED)
@leads_to(DECLINED)
@leads_to(GOING)
@leads_to(MOVED)
@leads_to(NOTED)
def page(activity):
    """The page of the congress; what was declined has none."""
    congress = _congress(activity)
    return congress.get_absolute_url() if congress and congress.audience else ""


@leads_to(NOTES_ASKED)
def write(activity):
    """Where one writes."""
    return reverse("congresses:notes", args=[activity.subject_id])


@leads_to(SIDE_PROPOSED)
@leads_to(SIDE_MADE)
def side(activity):
    """The page of the congress, at the side meeting."""
    proposal = Proposal.objects.filter(pk=activity.subject_id).select_related("congress").first()
    return f"{proposal.congress.get_absolute_url()}#side" if proposal else ""


@reads(CONFIRMED)
def confirmed(activity, entry):
    """Say when and where."""
    congress = _congress(activity)
    if congress is None:
        return _("The congress “%(title)s” is on the list") % {"title": activity.detail.get("title", "")}
    words = {"title": congress.title, "days": days_words(congress.first_day, congress.last_day)}
    return _("The congress “%(title)s”: %(days)s, %(place)s") % (words | {"place": congress.place})


@stands(GOING)
def still_goes(activity):
    """Whoever took it back is not told of."""
    return Presence.objects.filter(congress=activity.subject_id, member=activity.by_id).exists()


def _waiting(activity, member):
    row = Accepting.objects.filter(proposal=activity.subject_id, member=member, comes=None)
    return row.exclude(proposal__state=Proposal.State.LAPSED).select_related("proposal__congress").first()


@writes(SIDE_PROPOSED)
def asked(activity, member):
    """Day, hour, how many and of which cities; a link by which one answers without signing in."""
    row = _waiting(activity, member)
    if row is None:
        return None
    proposal, congress = row.proposal, row.proposal.congress
    others = Accepting.objects.filter(proposal=proposal).exclude(member=member).exclude(comes=False)
    cities = {one.member.home_city for one in others.select_related("member__home_city") if one.member.home_city_id}
    return "congresses/mail/side", {
        "congress": congress,
        "when": f"{days_words(proposal.day, proposal.day)}, {proposal.time:%H:%M}",
        "place": saying.place(congress.zone),
        "people": len(others),
        "cities": sorted(cities, key=str),
        "address": settings.SITE_URL + links.side_address(row),
    }


@writes(NOTES_ASKED)
def asked_for_notes(activity, member):
    """One sentence and where to write."""
    congress = _congress(activity)
    if congress is None or congress.notes.filter(member=member).exists():
        return None
    address = settings.SITE_URL + reverse("congresses:notes", args=[congress.pk])
    return "congresses/mail/notes", {"congress": congress, "address": address}
