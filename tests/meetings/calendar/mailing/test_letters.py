"""Mails that invite, move and cancel: what stands in them, who gets them, and that calendars read them."""

import re
from datetime import UTC, date, datetime, time
from email import message_from_bytes, policy

import pytest

from meetings.calendar.actions import mailing, planning
from meetings.calendar.queries.mailing import whole
from network.digests import actions as digests
from network.kit import jobs
from network.kit.models import Mail
from tests.factories import meetings
from tests.meetings.calendar.ics import readers

pytestmark = pytest.mark.django_db


def letters(kind=None):
    """Return the sent mails (of a kind) as (row, parsed mail), oldest first; all jobs are done before."""
    jobs.drain()
    rows = Mail.objects.order_by("pk")
    rows = rows.filter(kind=kind) if kind else rows
    return [(row, message_from_bytes(bytes(row.raw), policy=policy.default)) for row in rows]


def calendar_of(mail):
    """Return (METHOD of the part, octets) of the one calendar part of a mail; the attached file is the same."""
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    (attached,) = [part for part in mail.walk() if part.get_content_type() == "application/ics"]
    assert len(parts) == 1
    assert attached.get_content() == parts[0].get_payload(decode=True)
    return parts[0].get_param("method"), parts[0].get_payload(decode=True)


def lines_of(raw):
    """Return {name: [whole line]} of a calendar file, unfolded."""
    text = re.sub(rb"\r\n[ \t]", b"", raw).decode()
    found = {}
    for line in text.split("\r\n"):
        found.setdefault(re.split("[;:]", line, maxsplit=1)[0], []).append(line)
    return found


def test_an_invitation_carries_a_request_for_one_person_alone(in_english, bo, mei, priya):
    """mixed(alternative(text, html, calendar), file); From ours, Reply-To the organizer; hours in the reader's zone."""
    held = meetings.meeting(bo, join_url="https://meet.example/secret-room")
    mailing.invite(held, by=bo, members=[mei, priya])
    found = letters("calendar.invited")
    assert sorted(row.to for row, _mail in found) == ["mei@example.org", "priya@example.org"]
    row, mail = next(one for one in found if one[0].to == "mei@example.org")
    assert mail.get_content_type() == "multipart/mixed" and not mail.defects
    inner = mail.get_payload()[0]
    assert inner.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in inner.get_payload()] == ["text/plain", "text/html", "text/calendar"]
    assert inner.get_payload()[2].get_param("charset").lower() == "utf-8"
    method, raw = calendar_of(mail)
    told = lines_of(raw)
    assert method == "REQUEST" and told["METHOD"] == ["METHOD:REQUEST"]
    assert told["UID"] == [f"UID:{held.uid}@localhost"]
    assert len(told["ATTENDEE"]) == 1 and told["ATTENDEE"][0].endswith("mailto:mei@example.org")
    assert "PARTSTAT=NEEDS-ACTION" in told["ATTENDEE"][0] and "RSVP=TRUE" in told["ATTENDEE"][0]
    (organizer,) = told["ORGANIZER"]
    assert re.search(r"mailto:meet\+[0-9a-f]{20}@localhost$", organizer)
    assert "Bo Carter via " in organizer
    assert organizer.endswith(mail["Reply-To"].strip())
    assert mail["From"].addresses[0].addr_spec == "network@localhost"
    assert mail["From"].addresses[0].display_name.startswith("Bo Carter via ")
    assert told["DTSTART"] == ["DTSTART:20270303T140000Z"] and told["SEQUENCE"] == ["SEQUENCE:0"]
    for part in inner.get_payload()[:2]:
        words = part.get_content()
        assert "22:00" in words and "15:00" in words and "UTC+8" in words
        assert "secret-room" not in words and f"/meetings/{held.pk}/join/" in words
        assert len(set(re.findall(r"/meetings/answer/[\w:-]+/", words))) == 3
    assert b"secret-room" not in raw
    assert row.member == mei and mail["List-Unsubscribe-Post"]


def test_a_guest_reads_the_language_of_the_meeting_or_the_chosen_one(bo):
    """No account, no unsubscribe link of one; the meeting's zone; their own page in place of the portal's."""
    held = meetings.meeting(bo, language="es")
    mailing.invite(held, by=bo, addresses=[("Ana", "ana@example.com")])
    mailing.invite(held, by=bo, addresses=["da@example.com"], language="da")
    (ana, one), (other, _mail) = letters("calendar.invited")
    assert (ana.language, other.language) == ("es", "da")
    words = one.get_body(("plain",)).get_content()
    assert "15:00" in words and held.get_absolute_url() not in words
    assert "CN=Ana" in lines_of(calendar_of(one)[1])["ATTENDEE"][0]


def test_a_move_is_a_request_with_a_higher_sequence_in_the_same_thread(in_english, bo, mei, priya):
    """Those who said no get it too; the answer before is stale and named."""
    held = meetings.meeting(bo)
    rows = mailing.invite(held, by=bo, members=[mei, priya])
    mailing.answer(rows[0], "yes", by=mei)
    mailing.answer(rows[1], "no", by=priya)
    first = next(mail for row, mail in letters("calendar.invited") if row.member == mei)
    planning.change(held, by=bo, day=date(2027, 3, 4), time=time(9))
    moved = letters("calendar.updated")
    assert {row.to for row, _mail in moved} == {"mei@example.org", "priya@example.org"}
    held.refresh_from_db()
    assert held.attendances.get(member=mei).is_stale
    assert not held.attendances.get(member=bo).is_stale, "who moved it comes to the new time"
    mail = next(mail for row, mail in moved if row.member == mei)
    told = lines_of(calendar_of(mail)[1])
    assert told["SEQUENCE"] == ["SEQUENCE:1"] and told["DTSTART"] == ["DTSTART:20270304T080000Z"]
    assert "PARTSTAT=NEEDS-ACTION" in told["ATTENDEE"][0]
    assert mail["References"] == first["References"] and mail["Message-ID"] != first["Message-ID"]
    words = mail.get_body(("plain",)).get_content()
    assert "That was to the time before" in words and "22:00" in words and "16:00" in words


def test_cancelled_and_taken_off_are_told_by_a_cancel(in_english, bo, mei, priya):
    """Taken off: a CANCEL that lists only them. Called off: STATUS:CANCELLED for all."""
    held = meetings.meeting(bo, people=[mei, priya])
    mailing.take_off(held.attendances.get(member=priya), by=bo)
    ((row, mail),) = letters("calendar.taken_off")
    method, raw = calendar_of(mail)
    told = lines_of(raw)
    assert (row.member, method) == (priya, "CANCEL")
    assert told["STATUS"] == ["STATUS:CANCELLED"] and told["SEQUENCE"] == ["SEQUENCE:1"]
    assert told["ATTENDEE"][0].endswith("mailto:priya@example.org")
    planning.cancel(held, by=bo, reason="The room is flooded.")
    ((row, mail),) = letters("calendar.called_off")
    told = lines_of(calendar_of(mail)[1])
    assert row.member == mei and told["METHOD"] == ["METHOD:CANCEL"] and told["SEQUENCE"] == ["SEQUENCE:1"]
    assert "flooded" in mail.get_body(("plain",)).get_content()


def test_what_was_called_off_before_the_mail_left_is_not_invited_to(bo, mei):
    """Asked when the mail is written, and once more at hand-over."""
    held = meetings.meeting(bo)
    mailing.invite(held, by=bo, members=[mei])
    jobs.drain(most=1)
    assert Mail.objects.filter(kind="calendar.invited", state="queued").count() == 1
    planning.cancel(held, by=bo, reason="No.")
    jobs.drain()
    assert Mail.objects.get(kind="calendar.invited").state == "dropped"
    assert Mail.objects.get(kind="calendar.called_off").state == "sent"


@pytest.mark.parametrize("choice", ["never", "digest"])
def test_a_member_who_wants_no_mail_sees_it_on_the_pages_alone(bo, mei, choice):
    """The row is there, no mail is."""
    digests.preference_of(mei)
    digests.set_preference(mei, by=mei, kinds={"calendar.invited": choice})
    held = meetings.meeting(bo)
    mailing.invite(held, by=bo, members=[mei])
    assert letters("calendar.invited") == []
    assert held.attendances.filter(member=mei).exists()


def test_a_series_is_one_request_with_its_rule_and_what_differs(bo, mei):
    """RRULE, TZID, VTIMEZONE; a date called off is left out, a moved one stands beside; a later move names its date."""
    row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=6", title="Calls", zone="Europe/Copenhagen",
                                first_day=date(2027, 3, 10), time=time(15), minutes=60)  # fmt: skip
    dates = list(row.meetings.order_by("starts_at"))
    planning.cancel(dates[1], by=bo, reason="Holiday")
    planning.change(dates[3], by=bo, day=date(2027, 4, 1), time=time(9))
    row.refresh_from_db()
    mailing.invite_to_series(row, by=bo, members=[mei])
    ((_row, mail),) = letters("calendar.invited")
    method, raw = calendar_of(mail)
    assert method == "REQUEST"
    told = lines_of(raw)
    assert told["BEGIN"].count("BEGIN:VTIMEZONE") == 1 and told["BEGIN"].count("BEGIN:VEVENT") == 2
    assert set(told["UID"]) == {f"UID:{row.uid}@localhost"}
    assert "DTSTART;TZID=Europe/Copenhagen:20270310T150000" in told["DTSTART"]
    assert told["EXDATE"] == ["EXDATE;TZID=Europe/Copenhagen:20270317T150000"]
    found = starts(raw)
    assert found == [
        datetime(2027, 3, 10, 14, tzinfo=UTC),
        datetime(2027, 3, 24, 14, tzinfo=UTC),
        datetime(2027, 4, 1, 7, tzinfo=UTC),
        datetime(2027, 4, 7, 13, tzinfo=UTC),
        datetime(2027, 4, 14, 13, tzinfo=UTC),
    ]
    planning.change(dates[4], by=bo, time=time(16))
    ((_row, mail),) = letters("calendar.updated")
    told = lines_of(calendar_of(mail)[1])
    assert told["UID"] == [f"UID:{row.uid}@localhost"]
    assert told["RECURRENCE-ID"] == ["RECURRENCE-ID;TZID=Europe/Copenhagen:20270407T150000"]
    assert told["SEQUENCE"] == ["SEQUENCE:1"] and "DTSTART:20270407T140000Z" in told["DTSTART"]


def starts(raw):
    """Return the starts (UTC) of all occurrences of a calendar file, as an independent reader sees them."""
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(raw)
    found = recurring_ical_events.of(calendar).between(date(2026, 1, 1), date(2028, 1, 1))
    return sorted(one["DTSTART"].dt.astimezone(UTC) for one in found)


def test_where_the_law_of_the_hours_changed_lately_each_date_is_told_in_utc(bo, mei):
    """Vancouver stays at UTC-7 since 2026: the rule alone would be read an hour off."""
    row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=4", title="Calls", zone="America/Vancouver",
                                first_day=date(2026, 12, 1), time=time(8), minutes=60)  # fmt: skip
    mailing.invite_to_series(row, by=bo, members=[mei])
    ((_row, mail),) = letters("calendar.invited")
    raw = calendar_of(mail)[1]
    assert raw.count(b"BEGIN:VEVENT") == 5
    assert starts(raw) == [datetime(2026, 12, day, 15, tzinfo=UTC) for day in (1, 8, 15, 22)]


def test_dates_chosen_one_by_one_are_a_list_to_take_along(bo, mei):
    """Each with the UID of its own invitation; a move of one is a REQUEST under it."""
    days = [date(2027, 3, 3), date(2027, 3, 19), date(2027, 4, 28)]
    row = planning.begin_series(by=bo, dates=days, title="Rounds", zone="Europe/Copenhagen", time=time(15), minutes=60)
    mailing.invite_to_series(row, by=bo, members=[mei])
    ((_row, mail),) = letters("calendar.invited")
    method, raw = calendar_of(mail)
    uids = {f"UID:{row.uid}-{one.original_start:%Y%m%dT%H%M%SZ}@localhost" for one in row.meetings.all()}
    assert method == "PUBLISH" and set(lines_of(raw)["UID"]) == uids and len(uids) == 3
    assert "ATTENDEE" not in lines_of(raw)
    one = row.meetings.order_by("starts_at").first()
    planning.change(one, by=bo, time=time(17))
    ((_row, mail),) = letters("calendar.updated")
    told = lines_of(calendar_of(mail)[1])
    assert told["UID"] == [f"UID:{row.uid}-20270303T140000Z@localhost"] and told["METHOD"] == ["METHOD:REQUEST"]


def test_an_ended_series_keeps_what_was_and_ends_by_its_rule(bo, mei):
    """Nothing of what took place leaves the calendars."""
    row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=4", title="Calls", zone="Europe/Copenhagen",
                                first_day=date(2027, 3, 10), time=time(15), minutes=60)  # fmt: skip
    mailing.invite_to_series(row, by=bo, members=[mei])
    planning.end_series(row, by=bo, reason="Done.", after=date(2027, 3, 18))
    ((_row, mail),) = letters("calendar.called_off")
    method, raw = calendar_of(mail)
    assert method == "REQUEST"
    assert [one.day for one in starts(raw)] == [10, 17]


def test_the_calendar_part_is_folded_and_whole(bo, mei):
    """With a title of 200 signs in Chinese and a name with quotes: folded, escaped, whole."""
    title = "同伴支持：下一步，“一起”" * 16
    held = meetings.meeting(bo, title=title[:200], language="zh-hans")
    mailing.invite(held, by=bo, members=[mei], addresses=[('Ana "A;B", C', "ana@example.com")])
    for _row, mail in letters("calendar.invited"):
        raw = calendar_of(mail)[1]
        assert max(map(len, raw.split(b"\r\n"))) <= 75
        import icalendar

        (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
        assert event["SUMMARY"] == title[:200] and event["DTSTART"].dt == held.starts_at


def test_hosts_have_it_in_their_calendars_where_that_is_asked_for(in_english, bo, mei):
    """Once; and what they move themselves follows there, for a calendar does not know who moved it."""
    held = meetings.meeting(bo)
    for _twice in range(2):
        assert [row.member for row in mailing.invite(held, by=bo, members=[bo, mei])] in ([mei], [])
    ((row, mail),) = letters("calendar.hosted")
    told = lines_of(calendar_of(mail)[1])
    assert row.member == bo and "PARTSTAT=ACCEPTED" in told["ATTENDEE"][0] and "ROLE=CHAIR" in told["ATTENDEE"][0]
    assert "/meetings/answer/" not in mail.get_body(("plain",)).get_content()
    planning.change(held, by=bo, time=time(9))
    assert sorted(row.to for row, _mail in letters("calendar.updated")) == ["bo@example.org", "mei@example.org"]
    planning.cancel(held, by=bo, reason="No.")
    assert sorted(row.to for row, _mail in letters("calendar.called_off")) == ["bo@example.org", "mei@example.org"]


@pytest.mark.parametrize("name", readers.READERS)
def test_other_programs_read_the_sent_series_as_it_is_meant(bo, mei, name):
    """Copenhagen by rule across a change of clocks, Vancouver under its new law: the same instants as in the tables."""
    expected, raws = [], []
    for zone, first in (("Europe/Copenhagen", date(2027, 3, 10)), ("America/Vancouver", date(2027, 3, 3))):
        row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=6", title=f"会议 {zone}", zone=zone,
                                    first_day=first, time=time(15), minutes=60)  # fmt: skip
        dates = list(row.meetings.order_by("original_start"))
        planning.cancel(dates[1], by=bo, reason="Holiday")
        planning.change(dates[3], by=bo, time=time(9))
        row.refresh_from_db()
        (standing,) = mailing.invite_to_series(row, by=bo, members=[mei])
        standing.series = row
        raws.append(whole.calendar_of(standing)[0])
        held = row.meetings.filter(state="planned")
        expected.append(sorted((f"{one.starts_at:%Y-%m-%dT%H:%M}", f"{one.ends_at:%Y-%m-%dT%H:%M}") for one in held))
    try:
        found = readers.READERS[name](raws)
    except readers.Absent as absent:
        pytest.skip(str(absent))
    assert [sorted((start, end) for _uid, start, end in one) for one in found] == expected
