"""What of congresses waits on a member's desk."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.congresses.access.congresses import curates
from meetings.congresses.models import Accepting, Congress, Presence, Proposal
from meetings.congresses.queries.words import days_words
from network.desk.waiting import Row, waits
from network.kit.clock import now

NOTES_WAIT = timedelta(days=30)


def _proposed(member):
    rows = Congress.objects.filter(state=Congress.State.PROPOSED).exclude(proposed_by=member)
    return rows if curates(member) else rows.none()


@waits(_proposed)
def proposed(member, things):
    """One row for each congress that waits for a coordinator."""
    for congress in things:
        yield Row(
            sentence=_("The congress “%(title)s” was proposed for the list") % {"title": congress.title},
            address=congress.get_absolute_url(),
            act=_("Read and decide"),
            line=f"{days_words(congress.first_day, congress.last_day)} · {congress.place}",
            since=congress.created_at,
            section="others",
        )


def _asked(member):
    return Accepting.objects.filter(
        member=member, comes=None, proposal__state__in=(Proposal.State.OPEN, Proposal.State.MADE),
        proposal__day__gte=now().date(),
    )  # fmt: skip


@waits(_asked)
def sides(member, things):
    """One row for each side meeting that I was asked to."""
    for row in things.select_related("proposal__congress"):
        proposal = row.proposal
        yield Row(
            sentence=_("Do you come to the side meeting at “%(title)s”?") % {"title": proposal.congress.title},
            address=f"{proposal.congress.get_absolute_url()}#side",
            act=_("Answer"),
            line=days_words(proposal.day, proposal.day),
            since=row.asked_at,
            urgency="soon",
        )


def _unwritten(member):
    rows = Presence.objects.filter(member=member, congress__asked_notes_at__gt=now() - NOTES_WAIT)
    return rows.exclude(congress__notes__member=member)


@waits(_unwritten)
def notes(member, things):
    """One row for each congress of which I was asked to write."""
    for row in things.select_related("congress"):
        yield Row(
            sentence=_("What do you bring back from “%(title)s”?") % {"title": row.congress.title},
            address=reverse("congresses:notes", args=[row.congress_id]),
            act=_("Write it"),
            since=row.congress.asked_notes_at,
            section="due",
        )
