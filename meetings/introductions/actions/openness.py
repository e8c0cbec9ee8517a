"""How open one is to be asked: so many a week, not before a day, not by some."""

from django.db import transaction

from meetings.introductions import activity
from meetings.introductions.actions.rows import keys
from meetings.introductions.models import Block, Openness, Request
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def set_openness(member, *, a_week, paused_until=None):
    """Say how many requests a week may come (0: none) and from which day on; returns the Openness."""
    demand(member, "introductions.keep")
    row, _new = Openness.objects.update_or_create(
        member=member, defaults={"a_week": a_week, "paused_until": paused_until}
    )
    record(activity.OPENNESS, by=member, subject=row, audience=keys(member.pk))
    return row


@transaction.atomic
def block(other, *, by):
    """Take no more requests of `other`, who is not told; what waits between the two ends as declined, in silence."""
    demand(by, "introductions.keep")
    row, _new = Block.objects.get_or_create(member=by, blocked=other)
    waiting = Request.objects.select_for_update(of=("self",)).filter(state=Request.State.OPEN)
    waiting.filter(asker=other, receiver=by).update(state=Request.State.DECLINED, answered_at=now())
    return row


@transaction.atomic
def unblock(other, *, by):
    """Take requests of `other` again."""
    demand(by, "introductions.keep")
    Block.objects.filter(member=by, blocked=other).delete()
