"""What hosts decide about proposals that came in by mail."""

from django.db import transaction

from meetings.calendar.actions.mailing.inviting import invite
from meetings.calendar.models import Proposal
from network.access.rules import demand
from network.kit.clock import now


@transaction.atomic
def settle(proposal, *, by, takes):
    """Take a proposal up (the guest is invited; the meeting moves to the proposed time) or leave it; returns it.

    Twice is once. Raises Denied, and what inviting and planning raise.
    """
    row = Proposal.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=proposal.pk)
    demand(by, "calendar.run", row.meeting)
    if row.state != Proposal.State.OPEN:
        return row
    if takes and row.kind == Proposal.Kind.GUEST:
        invite(row.meeting, by=by, addresses=[(row.name, row.address)])
    elif takes:
        _move(row, by)
    row.state = Proposal.State.TAKEN if takes else Proposal.State.LEFT
    row.settled_at, row.settled_by = now(), by
    row.save(update_fields=["state", "settled_at", "settled_by"])
    return row


def _move(row, by):
    from meetings.calendar.actions import planning

    minutes = int((row.ends_at - row.starts_at).total_seconds() // 60)
    planning.change(row.meeting, by=by, start=row.starts_at, minutes=minutes)
