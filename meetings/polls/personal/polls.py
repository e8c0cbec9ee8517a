"""What time polls hold about a person: what they asked, what they were asked and answered."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.polls.actions.rows import host_ids, sync_audience
from meetings.polls.models import Invitee, TimePoll, VoteChange
from network.kit.clock import now
from network.kit.personal import erases, exports, plain, retains

COLUMNS = [
    *("polls.TimePoll.organiser", "polls.TimePoll.ended_by", "polls.TimePoll_hosts.member", "polls.Invitee.member"),
    "polls.Invitee.address",
]


def _seats(member):
    """Return the rows in which somebody is asked: as a member, or as a guest before they were one."""
    return Invitee.objects.filter(Q(member=member) | Q(address__iexact=member.email))


@exports("time_polls", _("Time polls"), holds=COLUMNS)
def mine(member):
    """Polls that I asked, with their times; polls in which I was asked, with my answers and how they changed."""
    is_mine = Q(organiser=member) | Q(hosts=member) | Q(ended_by=member)
    asked = TimePoll.objects.filter(is_mine).distinct().order_by("pk")
    rows = _seats(member).exclude(asked_at=None).select_related("poll").order_by("pk")
    return {
        "asked": [
            plain(poll, "title", "about", "state", "zone", "minutes", "created_at", "closes_at", "ended_at")
            | {"times": [plain(slot, "starts_at", "on") for slot in poll.slots.all()]}
            for poll in asked
        ],
        "answered": [
            {"title": row.poll.title}
            | plain(row, "asked_at", "answered_at", "reminded_at", "is_required", "note")
            | {
                "answers": [
                    plain(vote.slot, "starts_at", "on") | plain(vote, "answer", "changed_at")
                    for vote in row.votes.select_related("slot").order_by("pk")
                ],
                "changes": [
                    plain(one.slot, "starts_at", "on") | plain(one, "before", "after", "at")
                    for one in VoteChange.objects.filter(invitee=row).select_related("slot")
                ],
            }
            for row in rows
        ],
    }


@erases("time_polls", order=42, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Their answers go. A draft that they alone wrote goes; an open poll that nobody else asks is called off."""
    for poll in TimePoll.objects.filter(Q(organiser=member) | Q(hosts=member)).distinct():
        poll.hosts.remove(member)
        others = [pk for pk in host_ids(poll) if pk != member.pk]
        if poll.organiser_id == member.pk:
            poll.organiser_id = others[0] if others else None
        if not others and poll.is_draft:
            poll.delete()
            continue
        if not others and poll.is_open:
            poll.state, poll.ended_at = TimePoll.State.CALLED_OFF, now()
        poll.save()
    TimePoll.objects.filter(ended_by=member).update(ended_by=None)
    for row in _seats(member).select_related("poll"):
        poll = row.poll
        row.delete()
        sync_audience(poll)


@retains("polls.guests", _("Guests of time polls"), days=365, why=_("so that those who asked can look back for a year"))
def old_guests(before, limit):
    """Delete guests, with their addresses and answers, of polls that ended before the moment `before`."""
    rows = Invitee.objects.filter(member=None, poll__ended_at__lt=before)
    return rows.filter(pk__in=list(rows.order_by("pk").values_list("pk", flat=True)[:limit])).delete()[0]
