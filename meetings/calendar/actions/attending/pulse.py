"""The two questions after a meeting: asked of those who were there, answered without a name.

Nothing joins a person and an answer: `Attendance` knows that somebody answered, `Pulse` holds one row a meeting, with
counts. A row of its own, a time or a number for each answer would be a thread that leads back, and so would figures
that grow by one: readers see them in steps of at least five answers.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.attending import pulse_open
from meetings.calendar.actions.attending.rows import locked, tell
from meetings.calendar.activity.attending import PULSE_ASKED
from meetings.calendar.letters import to_guest
from meetings.calendar.models import Attendance, Meeting, Pulse
from meetings.calendar.terms import Presence
from network.access.rules import Denied
from network.activity.models import Activity

FEWEST = 5
"""Fewer answers than this are not shown."""

LONGEST = 500


@transaction.atomic
def ask_pulse(meeting):
    """Write to those who were there, once; returns how many. The portal asks, 24 hours after the end.

    Where no host noted who was there, whoever followed the joining link is asked, and counts as having been there.
    """
    meeting = locked(meeting)
    if meeting.is_cancelled or Activity.objects.filter(
        kind=PULSE_ASKED, subject=Meeting._meta.label_lower, subject_id=str(meeting.pk)
    ).exists():  # fmt: skip
        return 0
    meeting.attendances.filter(presence=Presence.UNKNOWN, joined_at__isnull=False, removed_at__isnull=True).update(
        presence=Presence.PRESENT
    )
    rows = list(meeting.attendances.filter(presence=Presence.PRESENT, removed_at__isnull=True, has_answered=False))
    if not rows:
        return 0
    Pulse.objects.get_or_create(meeting=meeting)
    tell(PULSE_ASKED, meeting, by=None, names=sorted(row.member_id for row in rows if row.member_id))
    for row in rows:
        if row.member_id is None:
            row.meeting = meeting
            to_guest(row, "pulse")
    return len(rows)


@transaction.atomic
def answer_pulse(attendance, *, useful, glad, words=""):
    """Count one answer: `useful` and `glad` from 1 to 5, `words` of at most 500 letters. Raises Denied.

    The authority is the attendance: whoever is signed in as its member, or has the signed link of its mail.
    """
    if useful not in range(1, 6) or glad not in range(1, 6):
        raise Denied(_("Choose a number from 1 to 5 for each question."))
    row = Attendance.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=attendance.pk)
    may = pulse_open(row)
    if not may:
        raise Denied(may.reason)
    Pulse.objects.get_or_create(meeting=row.meeting)
    pulse = Pulse.objects.select_for_update().get(meeting=row.meeting)
    pulse.useful[useful - 1] += 1
    pulse.glad[glad - 1] += 1
    if words := words.strip()[:LONGEST]:
        pulse.words = sorted([*pulse.words, words])
    if sum(pulse.useful) - sum(pulse.shown_useful) >= FEWEST:
        pulse.shown_useful, pulse.shown_glad = list(pulse.useful), list(pulse.glad)
        pulse.shown_words = list(pulse.words)
    pulse.save()
    row.has_answered = True
    row.save(update_fields=["has_answered"])
    return pulse
