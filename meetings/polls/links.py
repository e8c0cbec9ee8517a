"""The link in mails by which one person answers one poll without signing in; it does nothing else."""

from django.conf import settings
from django.urls import reverse

from meetings.polls.models import Invitee, TimePoll
from network.kit import links

VOTE = "polls.vote"
DAYS = 370
"""The poll's own end makes a link rest before that."""


def to_vote(invitee):
    """Return the full address at which `invitee` answers; one that is asked again gets a new one."""
    token = links.sign(VOTE, [invitee.pk, int(invitee.asked_at.timestamp())])
    return settings.SITE_URL + reverse("polls:vote_mail", args=[token])


def invitee_by(token):
    """Return the Invitee (with poll and member) that a token is for, None where it leads nowhere any more."""
    payload = links.read(VOTE, token, days=DAYS)
    if not payload:
        return None
    pk, stamp = payload
    row = Invitee.objects.select_related("poll__organiser", "member__home_city").filter(pk=pk).first()
    if row is None or row.asked_at is None or int(row.asked_at.timestamp()) != stamp:
        return None
    if row.poll.state == TimePoll.State.DRAFT or (row.member_id and not row.member.is_member):
        return None
    return row
