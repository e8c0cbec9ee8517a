"""The times that are proposed, and taken away again."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.polls.actions.asking import plan, write_guests
from meetings.polls.actions.rows import keys, locked, refuse_ended, told
from meetings.polls.activity import MORE_TIMES
from meetings.polls.models import Slot, TimePoll
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit import clock
from network.kit.clock import now

MOST_SLOTS = 40


@transaction.atomic
def propose(poll, *, by, starts=(), days=(), at=None):
    """Add times: aware moments, or dates in polls of whole days; returns how many are new. Those there stay.

    Past ones raise Denied. Once the poll is open, all who were asked are asked for the new ones too.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    moment = at or now()
    values = sorted(set(days if poll.is_dates else starts))
    field = "on" if poll.is_dates else "starts_at"
    first = clock.local(moment, poll.zone).date() if poll.is_dates else moment
    if values and values[0] < first:
        raise Denied(_("This time is past."), "polls.run")
    there = set(poll.slots.values_list(field, flat=True))
    new = [value for value in values if value not in there]
    if len(there) + len(new) > MOST_SLOTS:
        raise Denied(_("At most %(n)s times can be proposed in one poll.") % {"n": MOST_SLOTS}, "polls.run")
    Slot.objects.bulk_create([Slot(poll=poll, **{field: value}) for value in new])
    if new and poll.is_open:
        rows = list(poll.invitees.filter(answered_at__isnull=False))
        poll.invitees.update(answered_at=None, reminded_at=None)
        TimePoll.objects.filter(pk=poll.pk).update(complete_at=None)
        names = [row.member_id for row in rows if row.member_id]
        if names:
            record(MORE_TIMES, by=by, subject=poll, audience=keys(names), names=names, detail=told(poll), at=moment)
        write_guests(poll, [row for row in rows if not row.member_id], "more", moment)
        plan(poll)
    return len(new)


@transaction.atomic
def drop(slots, poll, *, by):
    """Take times away again; of an open poll only those of which nobody has said anything."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    rows = poll.slots.filter(pk__in=[slot.pk for slot in slots])
    if not poll.is_draft and rows.filter(votes__isnull=False).exists():
        raise Denied(_("Somebody has answered this time already: it stays."), "polls.run")
    if not poll.is_draft and poll.slots.count() - rows.count() < 1:
        raise Denied(_("One time at least has to stay."), "polls.run")
    rows.delete()
