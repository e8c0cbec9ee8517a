"""Answers to invitations: from the page, by the link of a mail, from a calendar. One meeting, or a whole series."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.access.mailing import is_ahead
from meetings.calendar.actions.mailing.inviting import coming_dates
from meetings.calendar.actions.mailing.places import settle_place
from meetings.calendar.actions.mailing.refusals import NotNow, Older, Stale
from meetings.calendar.actions.mailing.telling import tell_hosts
from meetings.calendar.activity.mailing import ANSWERED
from meetings.calendar.models import Attendance, Meeting, Series, Standing
from meetings.calendar.terms import Answer
from network.access.rules import demand
from network.kit.clock import now

GIVEN = (Answer.YES, Answer.MAYBE, Answer.NO, Answer.DELEGATED)


@transaction.atomic
def answer(attendance, value, *, by=None, how="page", sequence=None, stamp=None, note="", recurrence=None, mode=""):
    """Take in what somebody says to an invitation; returns the row as it stands then.

    `attendance`: an Attendance, or a Standing: then it is for all coming dates, with `recurrence` (the original start,
    UTC) for that one alone. `by`: the member who answers signed in; None where the link or the mail is the authority.
    `sequence`: of the invitation that was answered, as the person's mail carried it; None: what is shown now. `stamp`:
    DTSTAMP of an answering mail. Raises Stale, Older, NotNow, ValueError for what is no answer.
    """
    if value not in GIVEN:
        raise ValueError(_("Choose yes, perhaps or no."))
    # What is answered here is younger than any mail on its way; a clock that goes before ours gains nothing by it.
    stamp = now() if stamp is None else min(stamp, now())
    said = {"value": value, "by": by, "how": how, "stamp": stamp, "note": note[:500]}
    if isinstance(attendance, Standing):
        if recurrence is None:
            return _answer_series(attendance, sequence=sequence, **said)
        one = date_of(attendance, recurrence)
        if one is None:
            raise NotNow(_("The series has no such date."))
        return _answer_one(one, sequence=sequence, mode=mode, within=attendance, **said)
    return _answer_one(attendance, sequence=sequence, mode=mode, **said)


def date_of(standing, recurrence):
    """Return the Attendance of somebody at the date of a series that stood at `recurrence`, or None."""
    rows = Attendance.objects.filter(meeting__series=standing.series_id, meeting__original_start=recurrence)
    return rows.filter(member=standing.member_id, address=standing.address).select_related("meeting").first()


def _answer_one(attendance, *, value, by, how, sequence, stamp, note, mode, within=None):
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=attendance.meeting_id)
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    row.meeting = meeting
    if by is not None:
        demand(by, "calendar.answer", row)
    _still_possible(row, meeting)
    # In the mail of a series a date that was moved alone carries the SEQUENCE of both.
    asked = within.asked_sequence + meeting.sequence if within is not None else row.asked_sequence
    _in_order(row, sequence, stamp, asked)
    was = row.answer if not row.is_stale else None
    row.answer, row.answered_at, row.answer_how = value, now(), how
    row.answer_sequence, row.answer_stamp, row.answered_with_series = meeting.sequence, stamp, False
    if note or by is not None:
        row.answer_note = note
    if mode and meeting.mode == "both":
        row.mode = mode
    row.save()
    settle_place(row)
    if was != value:
        tell_hosts(ANSWERED, meeting, by=row.member, attendance=row.pk, answer=str(value))
    attendance.__dict__.update({k: v for k, v in row.__dict__.items() if k != "_state"})
    return row


def _answer_series(standing, *, value, by, how, sequence, stamp, note):
    series = Series.objects.select_for_update(of=("self",)).get(pk=standing.series_id)
    dates = list(coming_dates(series).select_for_update(of=("self",)))
    row = Standing.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    row.series = series
    if by is not None:
        demand(by, "calendar.answer", row)
    _still_possible(row, series)
    _in_order(row, sequence, stamp, row.asked_sequence)
    was, row.answer, row.answered_at, row.answer_how = row.answer, value, now(), how
    row.answer_sequence, row.answer_stamp = series.sequence, stamp
    row.save()
    for one in _seats(row, dates):
        # What somebody said to one date alone stays: a holiday is not over because they come on the whole.
        if one.answer == Answer.NONE or one.answered_with_series or one.is_stale:
            one.answer, one.answered_at, one.answer_how, one.answer_stamp = value, now(), how, stamp
            one.answer_sequence, one.answered_with_series = one.meeting.sequence, True
            if note:
                one.answer_note = note
            one.save()
            settle_place(one)
    if was != value:
        tell_hosts(ANSWERED, series, by=row.member, standing=row.pk, answer=str(value))
    standing.__dict__.update({k: v for k, v in row.__dict__.items() if k != "_state"})
    return row


def _seats(standing, dates):
    by_pk = {meeting.pk: meeting for meeting in dates}
    rows = Attendance.objects.select_for_update(of=("self",)).filter(meeting__in=by_pk, removed_at=None)
    for row in rows.filter(member=standing.member_id, address=standing.address).order_by("pk"):
        row.meeting = by_pk[row.meeting_id]
        yield row


def _still_possible(row, thing):
    if row.removed_at is not None:
        raise NotNow(_("You are no longer on the list of this meeting."))
    ahead = is_ahead(thing)
    if not ahead:
        raise NotNow(ahead.reason)


def _in_order(row, sequence, stamp, asked):
    """Raise Stale for an answer to an older invitation, Older for one that a newer answer has overtaken."""
    if sequence is not None and sequence < asked:
        raise Stale
    if row.answer_stamp is not None and stamp < row.answer_stamp and not row.is_stale:
        raise Older
