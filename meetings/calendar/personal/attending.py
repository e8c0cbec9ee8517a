"""What is held of a person around meetings: places, answers, attendance, certificates; what becomes of it.

The answers to the two questions afterwards are nobody's: they are counts, and neither go along nor can be found.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.attending import give_back
from meetings.calendar.actions.attending.places import HELD
from meetings.calendar.actions.attending.rows import locked
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.models import Attendance, Certificate
from network.kit.personal import erases, exports, plain

COLUMNS = ["calendar.Attendance.member"]


@exports("calendar_attendance", _("Meetings I was asked to, registered for and attended"), holds=COLUMNS)
def mine(member):
    """Invitations and answers, places, what I told hosts, whether I was there, certificates."""
    rows = Attendance.objects.filter(member=member).select_related("meeting").order_by("pk")
    made = {one.attendance_id: one for one in Certificate.objects.filter(attendance__in=rows)}
    names = ("role", "asked_at", "removed_at", "answer", "answered_at", "answer_note", "mode", "place", "registered_at",
             "presence", "joined_at")  # fmt: skip
    return [
        {"meeting": row.meeting.title, "address": row.meeting.get_absolute_url()}
        | {"starts_at": row.meeting.starts_at.isoformat()}
        | plain(row, *names)
        | {"told_to_hosts": [{"question": one["label"], "answer": one["value"]} for one in row.words.values()]}
        | {"answered_the_two_questions": row.has_answered}
        | {"certificate": _certificate(made.get(row.pk))}
        for row in rows
    ]


def _certificate(made):
    return plain(made, "code", "name", "made_at", "withdrawn_at") if made is not None else None


@erases("calendar.attendance", order=41, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Let everything go; a place goes to the next in line, a certificate says that it has no name any more."""
    rows = Attendance.objects.filter(member=member).select_related("meeting")
    # Meetings are locked in one order by everybody who locks several.
    for row in rows.order_by("meeting"):
        meeting = locked(row.meeting)
        Certificate.objects.filter(attendance=row).update(name="", attendance=None)
        row = Attendance.objects.select_for_update().get(pk=row.pk)
        row.meeting = meeting
        if row.place in HELD:
            give_back(row)
        row.delete()
        sync_audience(meeting)
