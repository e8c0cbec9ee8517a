"""Places and the waiting list: registering, giving back, moving up.

All of it happens under the lock of the meeting's row, in one transaction: whoever comes at the moment of the last
place either has it or stands on the list, and whoever is first in line has a freed one before anybody else can ask.
"""

from django.db import transaction

from meetings.calendar.access.attending import NEEDS_NONE, closed_because
from meetings.calendar.actions.attending.questions import answers_to
from meetings.calendar.actions.attending.rows import free, hosts_of, locked, next_number, tell, waiting
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.activity.attending import CONFIRMED, QUEUED, REGISTERED, WITHDREW
from meetings.calendar.letters import to_guest
from meetings.calendar.models import Attendance
from meetings.calendar.terms import Answer, How, Mode, Place, Role
from network.access.rules import demand
from network.kit.clock import now

HELD = (Place.CONFIRMED, Place.WAITING)


@transaction.atomic
def register(meeting, *, by, words=None, mode=""):
    """Give `by` a place at `meeting`, or the next number of the waiting list; returns the Attendance.

    `words` {key of a question: what was answered}; `mode` 'on_site' or 'online' at a hybrid meeting. Who has a place
    or waits keeps it, and only the answers change. Raises Denied, and `Unanswered` where a required question is open.
    """
    meeting = locked(meeting)
    demand(by, "calendar.register", meeting)
    row = _row(meeting, by)
    row.words = answers_to(meeting, words, held=row.words)
    had = row.place
    row.mode = mode if mode in (Mode.ONLINE, Mode.ON_SITE) and meeting.mode == Mode.BOTH else row.mode
    if had in HELD:
        row.save(update_fields=["words", "mode"])
        return row
    promote(meeting)
    seat(row, meeting)
    _say_yes(row)
    row.save()
    sync_audience(meeting)
    names = [pk for pk in hosts_of(meeting) if pk != by.pk]
    tell(REGISTERED, meeting, by=by, names=names, also=[by.pk], place=row.place, attendance=row.pk)
    if row.place == Place.CONFIRMED:
        # A mail for themselves, too: it brings the meeting into their calendar.
        tell_confirmed(row)
    return row


def _row(meeting, member):
    """Return the Attendance of `member`, fresh where there is none; one that was taken off begins anew."""
    row = Attendance.objects.select_for_update().filter(meeting=meeting, member=member).first()
    if row is None:
        row = Attendance(meeting=meeting, member=member, role=Role.GUEST)
    elif row.removed_at is not None:
        row.removed_at, row.role, row.place, row.waiting_number = None, Role.GUEST, Place.NONE, None
    row.meeting = meeting
    return row


def seat(row, meeting):
    """Put a place or the end of the waiting list into `row` (not saved). The meeting is locked."""
    left = free(meeting)
    row.registered_at = now()
    if (left is None or left) and not waiting(meeting).exists():
        row.place, row.waiting_number = Place.CONFIRMED, None
    else:
        row.place, row.waiting_number = Place.WAITING, next_number(meeting)


def _say_yes(row):
    """Who registers comes: calendars and hosts see it as an answer."""
    row.answer, row.answered_at, row.answer_sequence = Answer.YES, now(), row.meeting.sequence


@transaction.atomic
def withdraw(attendance, *, by, says_no=True):
    """Give a place or a number on the list back; whoever is first in line has it before this ends.

    Raises Denied. Who comes again later stands at the end of the line.
    """
    meeting = locked(attendance.meeting)
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    demand(by, "calendar.withdraw", row)
    row.place, row.waiting_number = Place.WITHDRAWN, None
    if says_no:
        row.answer, row.answered_at, row.answer_sequence = Answer.NO, now(), meeting.sequence
    row.save()
    promote(meeting)
    names = [pk for pk in hosts_of(meeting) if pk != by.pk]
    tell(WITHDREW, meeting, by=by, names=names, also=[row.member_id] if row.member_id else ())
    return row


def give_back(row):
    """Free the place of a locked `row` that says no or is taken off the list; the next in line moves up.

    Whoever calls has locked the meeting, asked the rule, and tells the hosts.
    """
    row.place, row.waiting_number = Place.WITHDRAWN, None
    row.save(update_fields=["place", "waiting_number"])
    promote(row.meeting)


def take(row):
    """Give a place or a number to a locked `row` that said yes to its invitation without seeing the form.

    Nothing happens where nobody registers, registration is closed, or they need no place. Whoever answered on a page
    sees there what came of it; others get a mail. Whoever calls has locked the meeting.
    """
    meeting = row.meeting
    if closed_because(meeting) or row.removed_at is not None or row.place in HELD or not needs_place(row):
        return
    promote(meeting)
    seat(row, meeting)
    row.save(update_fields=["place", "waiting_number", "registered_at"])
    by = row.member if row.answer_how == How.PAGE else None
    if row.place == Place.CONFIRMED:
        tell_confirmed(row, by=by)
    else:
        tell_queued(row, by=by)


def promote(meeting):
    """Give free places to those who wait, first in line first, and write to each; returns who moved up.

    The meeting is locked by whoever calls. Nobody moves up once it has begun or is cancelled.
    """
    if meeting.is_cancelled or now() >= meeting.starts_at:
        return []
    left = free(meeting)
    lucky = list(waiting(meeting).select_for_update(of=("self",))[: left if left is not None else None])
    for row in lucky:
        row.place, row.waiting_number = Place.CONFIRMED, None
        row.save(update_fields=["place", "waiting_number"])
        row.meeting = meeting
        tell_confirmed(row)
    return lucky


def tell_confirmed(row, *, by=None):
    """Write to whoever has a place now: a member hears of it as of everything, a guest gets the mail alone."""
    tell(CONFIRMED, row.meeting, by=by, names=[row.member_id] if row.member_id else [], attendance=row.pk)
    if row.member_id is None:
        to_guest(row, "confirmed")


def tell_queued(row, *, by=None):
    """Write to whoever was put on the waiting list by others."""
    tell(QUEUED, row.meeting, by=by, names=[row.member_id] if row.member_id else [], attendance=row.pk)
    if row.member_id is None:
        to_guest(row, "queued")


def needs_place(row):
    """Whether somebody needs a place: all but hosts and speakers."""
    return row.role not in NEEDS_NONE
