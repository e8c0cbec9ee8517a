"""Which suggestions are there, for whom, and what waits."""

from django.db.models import Q

from resources.papers.access.papers import CLOSED
from resources.papers.access.people import part_of
from resources.papers.models import Author, Paper, Proposal


def proposals_of(paper, member):
    """Return the suggestions on `paper` that `member` may read, newest first."""
    rows = Proposal.objects.filter(paper=paper).select_related("by__home_city", "document")
    if part_of(member, paper) or member.is_superuser:
        return rows.filter(~Q(state=Proposal.State.WITHDRAWN) | Q(by=member))
    return rows.filter(by=member)


def open_proposals(paper, member):
    """Return those of them that are open."""
    return proposals_of(paper, member).filter(state=Proposal.State.OPEN)


def waiting_for(member):
    """Return the open suggestions of others that wait for `member` to decide, as of the last time they were told of."""
    if not member.is_member:
        return Proposal.objects.none()
    mine = Author.objects.filter(member=member, state=Author.State.ACCEPTED, part=Author.Part.AUTHOR)
    papers = Paper.objects.filter(Q(lead=member) | Q(authors__in=mine)).exclude(state__in=CLOSED)
    return Proposal.objects.filter(
        paper__in=papers.values("pk"), state=Proposal.State.OPEN, waits_for__contains=[member.pk]
    ).select_related("paper__document", "by", "document")
