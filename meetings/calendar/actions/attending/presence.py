"""Who was there: noted by the hosts, proposed from what is known."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.attending.certificates import withdraw_certificate
from meetings.calendar.actions.attending.rows import locked, tell
from meetings.calendar.activity.attending import MARKED
from meetings.calendar.models import Attendance
from meetings.calendar.terms import Answer, Place, Presence
from network.access.rules import Denied, demand


def proposed(row):
    """Return what is proposed where nothing is noted: there, if they followed the link; excused, if they said no."""
    if row.joined_at is not None:
        return Presence.PRESENT
    if row.answer in (Answer.NO, Answer.DELEGATED) or row.place == Place.WITHDRAWN:
        return Presence.EXCUSED
    return Presence.UNKNOWN


@transaction.atomic
def mark(attendance, presence, *, by):
    """Note whether somebody was there; a certificate goes when they were not. Returns the Attendance. Raises Denied."""
    meeting = locked(attendance.meeting)
    demand(by, "calendar.note_presence", meeting)
    if presence not in Presence.values:
        raise ValueError(f"no such attendance: {presence!r}")
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    if row.removed_at is not None:
        raise Denied(_("This person is no longer on the list."))
    if row.presence == presence:
        return row
    row.presence = presence
    row.save(update_fields=["presence"])
    if presence != Presence.PRESENT:
        withdraw_certificate(row, by=by)
    tell(MARKED, meeting, by=by, attendance=row.pk, presence=presence)
    return row
