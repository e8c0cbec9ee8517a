"""Addresses for mails: whoever holds one answers for one person, for one side meeting, without signing in."""

from django.urls import reverse

from meetings.congresses.models import Accepting
from network.kit import links

PURPOSE = "congress-side"
DAYS = 400


def side_address(accepting):
    """Return the path by which the person of an Accepting answers."""
    return reverse("congresses:side_mail", args=[links.sign(PURPOSE, [accepting.proposal_id, accepting.member_id])])


def read_side(token):
    """Return the Accepting that a token is for, None if it is no token of ours or nobody is asked any more."""
    payload = links.read(PURPOSE, token, days=DAYS)
    if payload is None:
        return None
    proposal, member = payload
    rows = Accepting.objects.filter(proposal=proposal, member=member, member__is_active=True)
    return rows.select_related("proposal__congress", "proposal__meeting", "member").first()
