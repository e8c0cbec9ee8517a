"""Feeds: what stands in them for whom, and what a calendar that has them already is told."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.calendar.actions import feeds
from meetings.calendar.feeds import plugs
from meetings.calendar.ics import Row
from meetings.calendar.models import Attendance, FeedAddress, Meeting
from tests.factories.meetings import meeting, series

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECRET = "https://call.example/secret-room"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch, in_english):
    """It is noon of Monday 1 March 2027 in UTC; everybody reads English."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def fetch():
    """Fetch an address as a calendar program does: no cookie, no session."""

    def get(address, **headers):
        return Client().get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return get


def address_of(member, **choice):
    _made, token = feeds.make(by=member, **choice)
    return f"/calendar/me/{token}.ics"


def events(answer):
    assert answer.status_code == 200, answer
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def open_meeting(by, **fields):
    one = meeting(by, visibility="public", join_url=SECRET, **fields)
    Meeting.objects.filter(pk=one.pk).update(audience=sorted({*one.audience, "public"}), changed_at=NOW)
    return one


# -- what stands in them -----------------------------------------------------------------------------------------
def test_mine_holds_what_i_host_am_asked_to_and_registered_for_unless_i_said_no(bo, mei, fetch):
    meeting(bo, title="I host", join_url=SECRET)
    meeting(mei, title="I am asked", people=[bo])
    for title, fields in {
        "I said no": {"answer": "no"},
        "I withdrew": {"place": "withdrawn"},
        "I was taken off": {"removed_at": NOW},
        "I wait": {"place": "waiting", "answer": "yes", "waiting_number": 1},
        "I come": {"answer": "yes"},
    }.items():
        one = meeting(mei, title=title, people=[bo])
        Attendance.objects.filter(meeting=one, member=bo).update(**fields)
    meeting(mei, title="Not mine")
    found = events(fetch(address_of(bo)))
    assert {title: str(one["STATUS"]) for title, one in found.items()} == {
        "I host": "CONFIRMED",
        "I am asked": "TENTATIVE",
        "I wait": "TENTATIVE",
        "I come": "CONFIRMED",
    }


def test_mine_leads_to_the_portals_own_joining_address_never_to_the_link(bo, fetch):
    one = meeting(bo, join_url=SECRET)
    body = fetch(address_of(bo)).content.decode().replace("\r\n ", "")
    assert f"/meetings/{one.pk}/join/" in body
    assert "secret-room" not in body


def test_public_feeds_hold_what_is_public_and_no_way_to_join(freja, bo, fetch):
    one = open_meeting(freja, title="Open", city=freja.home_city)
    open_meeting(bo, title="Open in Houston", city=bo.home_city)
    for visibility in ("members", "city", "invited"):
        meeting(freja, title=visibility, visibility=visibility, city=freja.home_city)
    network, city = fetch("/calendar/network.ics"), fetch("/calendar/city/copenhagen.ics")
    assert set(events(network)) == {"Open", "Open in Houston"}
    assert set(events(city)) == {"Open"}
    for answer in (network, city):
        assert answer["Cache-Control"] == "public, max-age=300"
        assert b"secret-room" not in answer.content
        assert f"/meetings/{one.pk}/join/".encode() not in answer.content
    assert fetch("/calendar/city/atlantis.ics").status_code == 404


def test_a_date_keeps_its_uid_when_it_is_moved_and_says_when_it_was_cancelled(bo, fetch):
    made = series(bo, dates=[date(2027, 3, 8), date(2027, 3, 15)], rrule="FREQ=WEEKLY;COUNT=2")
    address = address_of(bo)
    first, second = made.meetings.order_by("starts_at")
    before = {str(one["UID"]) for one in icalendar.Calendar.from_ical(fetch(address).content).walk("VEVENT")}
    Meeting.objects.filter(pk=first.pk).update(
        starts_at=first.starts_at + timedelta(days=1), ends_at=first.ends_at + timedelta(days=1), sequence=1
    )
    Meeting.objects.filter(pk=second.pk).update(state="cancelled", sequence=1)
    after = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(fetch(address).content).walk("VEVENT")}
    assert set(after) == before
    assert {uid.partition("@")[0] for uid in after} == {
        f"{made.uid}-20270308T140000Z",
        f"{made.uid}-20270315T140000Z",
    }
    moved = after[next(uid for uid in after if "20270308" in uid)]
    assert moved.start == datetime(2027, 3, 9, 14, tzinfo=UTC)
    assert [str(one["STATUS"]) for uid, one in sorted(after.items())] == ["CONFIRMED", "CANCELLED"]


def test_whole_days_are_days(bo, fetch):
    meeting(bo, title="Days", all_day=True, at=None, day=date(2027, 3, 3), last_day=date(2027, 3, 5))
    one = events(fetch(address_of(bo)))["Days"]
    assert (one["DTSTART"].dt, one["DTEND"].dt, str(one["TRANSP"])) == (
        date(2027, 3, 3),
        date(2027, 3, 6),
        "TRANSPARENT",
    )


def test_a_feed_looks_three_months_back_and_eighteen_ahead(bo, fetch):
    for day in (date(2026, 11, 20), date(2026, 12, 10), date(2028, 8, 20), date(2028, 10, 1)):
        meeting(bo, title=str(day), day=day)
    assert set(events(fetch(address_of(bo)))) == {"2026-12-10", "2028-08-20"}


def test_what_i_answered_from_my_calendar_can_be_left_out(bo, mei, fetch):
    one = meeting(mei, title="By mail", people=[bo])
    Attendance.objects.filter(meeting=one, member=bo).update(answer="yes", answer_how="mail")
    meeting(mei, title="By page", people=[bo])
    assert set(events(fetch(address_of(bo)))) == {"By mail", "By page"}
    assert set(events(fetch(address_of(bo, leaves_out_mailed=True)))) == {"By page"}


def test_titles_that_would_break_a_file_do_not(bo, fetch):
    title = "研究" * 30 + "; a, b\\c\r\nBEGIN:VEVENT"
    meeting(bo, title=title)
    answer = fetch(address_of(bo))
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert answer.content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert list(events(answer)) == ["研究" * 30 + "; a, b\\c\nBEGIN:VEVENT"]


def test_higher_rooms_add_rows(bo, fetch, monkeypatch):
    monkeypatch.setattr(plugs, "_added", {scope: [] for scope in plugs.SCOPES})
    told = []

    @plugs.adds("mine", version="SELECT concat(count(*), %(member)s, %(first)s) FROM accounts_member")
    def congresses(scope):
        told.append(scope)
        return [Row("c1@x", date(2027, 3, 2), date(2027, 3, 5), "EASD", NOW)]

    address = address_of(bo)
    answer = fetch(address)
    assert set(events(answer)) == {"EASD"}
    assert told[0].member_id == bo.pk
    assert fetch(address, if_none_match=answer["ETag"]).status_code == 304


# -- what it costs -----------------------------------------------------------------------------------------------
def test_a_calendar_that_has_all_of_it_costs_one_statement(bo, mei, fetch):
    for number in range(3):
        meeting(mei, title=str(number), people=[bo])
    address = address_of(bo)
    with CaptureQueriesContext(
        connection,
    ) as first:
        answer = fetch(address)
    assert len(first) <= 6
    with CaptureQueriesContext(connection) as second:
        again = fetch(address, if_none_match=f"W/{answer['ETag']}")
    assert (again.status_code, again.content, len(second)) == (304, b"", 1)
    assert again["ETag"] == answer["ETag"]


@pytest.mark.parametrize(
    "change", [{"title": "Else"}, {"state": "cancelled"}, {"venue": "Room 2", "changed_at": NOW + timedelta(minutes=1)}]
)
def test_whatever_changes_in_a_meeting_changes_the_tag(bo, fetch, change):
    one = meeting(bo)
    address = address_of(bo)
    before = fetch(address)
    Meeting.objects.filter(pk=one.pk).update(**change)
    assert fetch(address, if_none_match=before["ETag"]).status_code == 200


def test_my_answer_and_my_choice_change_the_tag_and_time_alone_does_not(bo, mei, fetch, monkeypatch):
    one = meeting(mei, people=[bo])
    address = address_of(bo)
    tag = fetch(address)["ETag"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=3))
    again = fetch(address, if_none_match=tag)
    assert again.status_code == 304
    Attendance.objects.filter(meeting=one, member=bo).update(answer="yes")
    other = fetch(address, if_none_match=tag)
    assert other.status_code == 200
    feeds.choose(FeedAddress.objects.get(), by=bo, leaves_out_mailed=True)
    assert fetch(address, if_none_match=other["ETag"]).status_code == 200


def test_the_same_state_gives_the_same_file(bo, fetch, monkeypatch):
    meeting(bo)
    address = address_of(bo)
    first = fetch(address).content
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=3))
    assert fetch(address).content == first


def test_a_public_feed_believes_a_moment_and_a_secret_one_does_not(freja, fetch):
    open_meeting(freja)
    seen = fetch("/calendar/network.ics")["Last-Modified"]
    assert fetch("/calendar/network.ics", if_modified_since=seen).status_code == 304
    address = address_of(freja)
    assert fetch(address, if_modified_since=fetch(address)["Last-Modified"]).status_code == 200


# -- one meeting -------------------------------------------------------------------------------------------------
def test_add_to_calendar_follows_who_sees_the_meeting(bo, mei, client, fetch):
    one = meeting(bo, visibility="invited", join_url=SECRET)
    address = f"/meetings/{one.pk}/meeting.ics"
    assert fetch(address).status_code == 404
    client.force_login(mei)
    assert client.get(address).status_code == 404
    client.force_login(bo)
    answer = client.get(address)
    found = events(answer)["Peer support, what next?"]
    assert found.start == datetime(2027, 3, 3, 14, tzinfo=UTC)
    assert answer["Cache-Control"] == "private, no-store"
    assert b"secret-room" not in answer.content
    assert f"/meetings/{one.pk}/join/" in str(found["DESCRIPTION"])


def test_add_to_calendar_gives_onlookers_no_way_to_join(bo, fetch):
    one = open_meeting(bo)
    answer = fetch(f"/meetings/{one.pk}/meeting.ics")
    assert b"join" not in answer.content
    assert time(14) == events(answer)["Peer support, what next?"].start.time()
