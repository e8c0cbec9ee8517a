"""Calling a meeting off."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.planning.changing import refuse_cancelled
from meetings.calendar.actions.planning.rows import city_of, locked, told
from meetings.calendar.activity.planning import CANCELLED
from meetings.calendar.models import Meeting
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def cancel(meeting, *, by, reason, at=None):
    """Call a meeting off and say why; returns it. Its row, agenda and answers stay. SEQUENCE rises."""
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    refuse_cancelled(meeting)
    if not reason.strip():
        raise Denied(_("Say why: everybody who is invited reads it."), "calendar.run")
    if meeting.ends_at <= (at or now()):
        raise Denied(_("This meeting is over: it cannot be cancelled any more."), "calendar.run")
    call_off(meeting, reason.strip(), at)
    record(CANCELLED, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience,
           detail=told(meeting, reason=meeting.reason, sequence=meeting.sequence), at=at)  # fmt: skip
    return meeting


def call_off(meeting, reason, at=None):
    """Write that a meeting, whose row is locked, does not take place."""
    meeting.state, meeting.reason, meeting.asks = Meeting.State.CANCELLED, reason, {}
    meeting.sequence += 1
    meeting.changed_at = at or now()
    meeting.save(update_fields=["state", "reason", "asks", "sequence", "changed_at"])
