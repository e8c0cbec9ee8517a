"""What hosts do about places: add somebody, take a place back, change how many there are. Nobody jumps the line."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.attending import HAS_BEGUN
from meetings.calendar.actions.attending.places import (
    HELD,
    give_back,
    needs_place,
    promote,
    seat,
    tell_confirmed,
    tell_queued,
    withdraw,
)
from meetings.calendar.actions.attending.rows import hosts_of, locked, taken, tell
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.activity.attending import PLACES_CHANGED, UNSEATED, WITHDREW
from meetings.calendar.letters import to_guest
from meetings.calendar.models import Attendance
from meetings.calendar.terms import Answer, Place, Role
from network.access.rules import Denied, demand
from network.kit.clock import now


@transaction.atomic
def add(meeting, *, by, member=None, address="", name=""):
    """Register somebody by hand: a member, or an e-mail address with a name; returns the Attendance.

    They stand at the end of the line as everybody does. Once the meeting has begun this notes somebody who came without
    a place. Raises Denied.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    who = {"member": member} if member is not None else {"member": None, "address": address.strip().lower()}
    row = Attendance.objects.select_for_update().filter(meeting=meeting, **who).first()
    if row is None:
        row = Attendance(meeting=meeting, **who, name=name, role=Role.GUEST, asked_by=by)
    elif row.removed_at is not None:
        row.removed_at, row.role, row.place, row.waiting_number = None, Role.GUEST, Place.NONE, None
    row.meeting = meeting
    is_before = now() < meeting.starts_at
    if meeting.is_cancelled:
        raise Denied(_("This meeting was cancelled."))
    if is_before and row.place not in HELD and meeting.takes_registrations and needs_place(row):
        promote(meeting)
        seat(row, meeting)
    row.save()
    sync_audience(meeting)
    if is_before and row.place == Place.CONFIRMED:
        tell_confirmed(row, by=by)
    elif is_before and row.place == Place.WAITING:
        tell_queued(row, by=by)
    return row


@transaction.atomic
def remove(attendance, *, by):
    """Take somebody's place or number back, and say so to them; the next in line moves up. Raises Denied."""
    meeting = locked(attendance.meeting)
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    demand(by, "calendar.run", meeting)
    if row.place not in HELD:
        raise Denied(_("There is no place to give back."))
    if now() >= meeting.starts_at:
        raise Denied(HAS_BEGUN)
    row.place, row.waiting_number = Place.WITHDRAWN, None
    row.save(update_fields=["place", "waiting_number"])
    promote(meeting)
    tell(UNSEATED, meeting, by=by, names=[row.member_id] if row.member_id else [], attendance=row.pk)
    if row.member_id is None:
        to_guest(row, "unseated")
    return row


@transaction.atomic
def set_places(meeting, *, by, takes_registrations=True, capacity=None, register_until=None):
    """Change how many places there are and until when one registers; returns how many have moved up.

    More places are filled from the waiting list at once. Fewer take nobody's place away: there are too many then, and
    nobody moves up until there are not. Raises Denied.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    if meeting.is_cancelled:
        raise Denied(_("This meeting was cancelled."))
    meeting.takes_registrations = takes_registrations
    meeting.capacity, meeting.register_until = capacity, register_until
    meeting.save(update_fields=["takes_registrations", "capacity", "register_until"])
    moved = promote(meeting)
    tell(PLACES_CHANGED, meeting, by=by, capacity=capacity, taken=taken(meeting))
    return len(moved)


@transaction.atomic
def give_back_by_link(attendance):
    """Give a place back by the signed link of a mail: members in their own name, guests in theirs. Raises Denied."""
    if attendance.member_id is not None:
        return withdraw(attendance, by=attendance.member)
    meeting = locked(attendance.meeting)
    row = Attendance.objects.select_for_update().get(pk=attendance.pk)
    row.meeting = meeting
    if now() >= meeting.starts_at:
        raise Denied(HAS_BEGUN)
    if row.place in HELD:
        row.answer, row.answered_at, row.answer_sequence = Answer.NO, now(), meeting.sequence
        row.save(update_fields=["answer", "answered_at", "answer_sequence"])
        give_back(row)
        tell(WITHDREW, meeting, by=None, names=hosts_of(meeting), guest=row.name)
    return row
