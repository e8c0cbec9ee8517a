"""Who somebody is to a paper: asked by every rule of the room."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, yes
from resources.papers.models import Author, Paper

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")
OPEN_STATES = (Paper.State.DRAFTING, Paper.State.REVIEW, Paper.State.CONSULTATION)


def standing(member):
    """Say whether `member` is a member at all."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def part_of(member, paper):
    """Return "lead", "author", "reviewer", "thanked" or "": the part that `member` has taken in `paper`.

    Invitations that wait for an answer give no part. Asked once per member and paper object.
    """
    if not member.is_authenticated or not member.is_member:
        return ""
    if paper.lead_id == member.pk:
        return "lead"
    known = paper.__dict__.setdefault("_parts", {})
    if member.pk not in known:
        row = Author.objects.filter(paper=paper, member=member, state=Author.State.ACCEPTED).first()
        known[member.pk] = row.part if row else ""
    return known[member.pk]


def writes(member, paper):
    """Whether `member` is an author of `paper`, its lead included."""
    return part_of(member, paper) in ("lead", "author")
