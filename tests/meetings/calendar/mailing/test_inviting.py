"""Inviting, answering, taking off: who is on the list, who sees the meeting, what the others hear."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.calendar.actions import mailing
from meetings.calendar.models import Meeting
from network.access.rules import Denied
from network.activity.models import Activity
from tests.factories import meetings

pytestmark = pytest.mark.django_db


def test_who_is_invited_stands_on_the_list_sees_the_meeting_and_is_told(bo, mei, priya):
    """Members once, guests by address; the second invitation changes nothing."""
    held = meetings.meeting(bo, visibility="invited")
    assert not Meeting.objects.visible_to(mei).filter(pk=held.pk).exists()
    rows = mailing.invite(held, by=bo, members=[mei, mei], addresses=["Guest@Example.com", ("P", priya.email)])
    assert [(row.member, row.address) for row in rows] == [(mei, ""), (priya, ""), (None, "guest@example.com")]
    assert Meeting.objects.visible_to(mei).filter(pk=held.pk).exists()
    told = Activity.objects.get(kind="calendar.invited")
    assert told.names == sorted([mei.pk, priya.pk])
    assert mailing.invite(held, by=bo, members=[mei]) == []
    assert Activity.objects.filter(kind="calendar.invited").count() == 1


def test_only_those_who_run_it_invite(bo, mei, xiu):
    """A member who is no host may not, nor anybody to what is cancelled; applicants are not members yet."""
    held = meetings.meeting(bo)
    with pytest.raises(Denied):
        mailing.invite(held, by=mei, members=[mei])
    assert mailing.invite(held, by=bo, members=[xiu]) == []
    Meeting.objects.filter(pk=held.pk).update(state="cancelled")
    with pytest.raises(Denied):
        mailing.invite(held, by=bo, members=[mei])


def test_an_answer_is_taken_once_in_order(bo, mei):
    """Newest first: an older stamp changes nothing, an older sequence is stale, a second one replaces the first."""
    held = meetings.meeting(bo, people=[mei])
    row = held.attendances.get(member=mei)
    early, late = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 2, tzinfo=UTC)
    mailing.answer(row, "yes", how="mail", sequence=0, stamp=late)
    with pytest.raises(mailing.Older):
        mailing.answer(row, "no", how="mail", sequence=0, stamp=early)
    row.refresh_from_db()
    assert (row.answer, row.answer_how) == ("yes", "mail")
    Meeting.objects.filter(pk=held.pk).update(sequence=1)
    with pytest.raises(mailing.Stale):
        mailing.answer(row, "no", how="mail", sequence=0, stamp=late + timedelta(days=1))
    row.refresh_from_db()
    assert row.is_stale and row.answer == "yes"
    mailing.answer(row, "no", by=mei)
    row.refresh_from_db()
    assert row.answer == "no" and not row.is_stale
    assert Activity.objects.filter(kind="calendar.answered").count() == 2


def test_nobody_answers_for_another_nor_after_being_taken_off(bo, mei, priya):
    """Taken off: not seen any more, a late answer says why it does not count; asked anew: a higher sequence."""
    held = meetings.meeting(bo, people=[mei], visibility="invited")
    row = held.attendances.get(member=mei)
    with pytest.raises(Denied):
        mailing.answer(row, "yes", by=priya)
    mailing.take_off(row, by=bo)
    assert not Meeting.objects.visible_to(mei).filter(pk=held.pk).exists()
    with pytest.raises(mailing.NotNow):
        mailing.answer(row, "yes", by=mei)
    (again,) = mailing.invite(held, by=bo, members=[mei])
    assert again.pk == row.pk and again.asked_sequence == 2
    mailing.answer(again, "yes", by=mei)


def test_a_series_is_answered_as_a_whole_and_date_by_date(bo, mei):
    """What was said to one date alone stays when the whole is answered."""
    days = [date(2027, 3, 3), date(2027, 3, 10), date(2027, 3, 17)]
    row = meetings.series(bo, dates=days)
    (standing,) = mailing.invite_to_series(row, by=bo, members=[mei])
    first = row.meetings.order_by("starts_at").first()
    mailing.answer(standing, "no", by=mei, recurrence=first.original_start)
    mailing.answer(standing, "yes", by=mei)
    said = [one.attendances.get(member=mei).answer for one in row.meetings.order_by("starts_at")]
    assert said == ["no", "yes", "yes"]
