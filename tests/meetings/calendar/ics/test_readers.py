"""Our files are read back by other people's programs, and instants compared; what they mean is computed here."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from meetings.calendar import ics
from meetings.calendar.ics import told
from meetings.calendar.ics.series import ANCHORED, DATES, RULE
from tests.meetings.calendar.ics.nasty import OLD_VANCOUVER
from tests.meetings.calendar.ics.readers import READERS, Absent, word

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
PARTNERS = ("Europe/Copenhagen", "America/Chicago", "America/Vancouver", "Asia/Shanghai")
OTHERS = (
    "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "America/Asuncion", "America/Edmonton",
    "America/Havana", "America/Lima", "America/Mexico_City", "America/New_York", "America/Nuuk", "America/Phoenix",
    "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "America/Winnipeg", "Asia/Beirut", "Asia/Gaza",
    "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Lord_Howe", "Europe/Chisinau", "Europe/Dublin", "Europe/London", "Europe/Moscow",
    "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
)  # fmt: skip


def at(wall, zone):
    """Return the instant of a wall time."""
    return datetime.fromtimestamp(wall.replace(tzinfo=ZoneInfo(zone)).timestamp(), UTC)


def weekly(zone, first, weeks, hour=time(15), minutes=60):
    """Return [(start, end)] of one hour a week."""
    walls = [datetime.combine(first + timedelta(days=7 * week), hour) for week in range(weeks)]
    return [(at(wall, zone), at(wall, zone) + timedelta(minutes=minutes)) for wall in walls]


def series(zone="Europe/Copenhagen", **fields):
    """Return (octets, form) of a series told as JSON."""
    asked = {"uid": "s1", "title": "Peer calls", "zone": zone, "start": "2027-03-01T15:00", "minutes": 60} | fields
    return told.file_of(json.dumps(asked).encode(), today=TODAY)


def dates(rows):
    return sorted((word(start), word(end)) for start, end in rows)


def read(name, files):
    """Return for each file [(start, end)] as a reader has them."""
    try:
        return [sorted(row[1:] for row in rows) for rows in READERS[name](files)]
    except Absent as absent:
        pytest.skip(f"CALENDARS WERE NOT READ BACK: {absent}")


COPENHAGEN = weekly("Europe/Copenhagen", date(2027, 3, 1), 8)
MOVED = (datetime(2027, 3, 23, 8, tzinfo=UTC), datetime(2027, 3, 23, 9, 30, tzinfo=UTC))
EXCEPTIONS = {
    "rrule": "FREQ=WEEKLY;COUNT=8",
    "cancelled": ["2027-03-15T15:00"],
    "moved": [{"from": "2027-03-22T15:00", "start": "2027-03-23T09:00", "minutes": 90}],
}
VANCOUVER = weekly("America/Vancouver", date(2026, 10, 12), 8)

# name: (file and form, the form that is right, what it means)
CASES = {
    "moved and cancelled across daylight saving": (
        series(**EXCEPTIONS), RULE, [*COPENHAGEN[:2], MOVED, *COPENHAGEN[4:]],
    ),
    "no daylight saving any more": (
        series("America/Vancouver", start="2026-10-12T15:00", rrule="FREQ=WEEKLY;COUNT=8",
               cancelled=["2026-11-09T15:00"]), ANCHORED, VANCOUVER[:4] + VANCOUVER[5:],
    ),
    "until, in UTC": (
        series("America/Chicago", rrule="FREQ=WEEKLY;UNTIL=20270329T200000Z"), RULE,
        weekly("America/Chicago", date(2027, 3, 1), 5),
    ),
    "until, by day": (
        series("Asia/Shanghai", rrule="FREQ=WEEKLY;UNTIL=20270329"), RULE, weekly("Asia/Shanghai", date(2027, 3, 1), 5),
    ),
    "the first is cancelled": (
        series(rrule="FREQ=WEEKLY;COUNT=8", cancelled=["2027-03-01T15:00"]), RULE, COPENHAGEN[1:],
    ),
    "the first is moved": (
        series(rrule="FREQ=WEEKLY;COUNT=8", moved=[{"from": "2027-03-01T15:00", "start": "2027-03-23T09:00",
                                                    "minutes": 90}]), RULE, [MOVED, *COPENHAGEN[1:]],
    ),
    "every first Monday": (
        series(rrule="FREQ=MONTHLY;BYDAY=1MO;COUNT=4"), RULE,
        [one for day in ((3, 1), (4, 5), (5, 3), (6, 7)) for one in weekly("Europe/Copenhagen", date(2027, *day), 1)],
    ),
    "the 31st": (
        series(start="2027-01-31T15:00", rrule="FREQ=MONTHLY;COUNT=4"), DATES,
        [one for month in (1, 3, 5, 7) for one in weekly("Europe/Copenhagen", date(2027, month, 31), 1)],
    ),
    "the 29th of February": (
        series(start="2028-02-29T15:00", rrule="FREQ=MONTHLY;COUNT=2"), DATES,
        [one for month in (2, 3) for one in weekly("Europe/Copenhagen", date(2028, month, 29), 1)],
    ),
    "an hour that is left out on one day": (
        series(start="2027-03-27T02:30", rrule="FREQ=DAILY;COUNT=3"), DATES,
        [(at(datetime(2027, 3, day, 2, 30), "Europe/Copenhagen"),
          at(datetime(2027, 3, day, 2, 30), "Europe/Copenhagen") + timedelta(hours=1)) for day in (27, 28, 29)],
    ),
    "an hour that comes twice on one day": (
        series(start="2027-10-30T02:30", rrule="FREQ=DAILY;COUNT=3"), DATES,
        [(at(datetime(2027, 10, day, 2, 30), "Europe/Copenhagen"),
          at(datetime(2027, 10, day, 2, 30), "Europe/Copenhagen") + timedelta(hours=1)) for day in (30, 31)]
        + weekly("Europe/Copenhagen", date(2027, 11, 1), 1, time(2, 30)),
    ),
    "over the end of daylight saving": (
        series(start="2027-10-30T22:00", minutes=600), DATES,
        [(datetime(2027, 10, 30, 20, tzinfo=UTC), datetime(2027, 10, 31, 6, tzinfo=UTC))],
    ),
    "whole days": (
        series("America/Vancouver", all_day=True, start="2027-03-01", minutes=2880, rrule="FREQ=WEEKLY;COUNT=3",
               cancelled=["2027-03-08"], moved=[{"from": "2027-03-15", "start": "2027-03-17", "minutes": 1440}]), RULE,
        [(date(2027, 3, 1), date(2027, 3, 3)), (date(2027, 3, 17), date(2027, 3, 18))],
    ),
    "one date alone": (series(), DATES, COPENHAGEN[:1]),
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_other_programs_read_our_series_as_they_are_meant(name):
    found = read(name, [case[0][0] for case in CASES.values()])
    assert dict(zip(CASES, found, strict=True)) == {case: dates(row[2]) for case, row in CASES.items()}


def test_each_series_goes_in_the_form_that_its_readers_agree_on():
    assert {case: row[0][1] for case, row in CASES.items()} == {case: row[1] for case, row in CASES.items()}


@pytest.mark.parametrize("name", READERS)
def test_a_year_of_weeks_is_right_in_every_zone(name):
    zones = PARTNERS + OTHERS
    files = [series(zone, start="2026-11-02T15:00", rrule="FREQ=WEEKLY;COUNT=56")[0] for zone in zones]
    found = dict(zip(zones, read(name, files), strict=True))
    assert found == {zone: dates(weekly(zone, date(2026, 11, 2), 56)) for zone in zones}


@pytest.mark.parametrize("name", ["ical.js", "libical"])
def test_vancouver_is_right_even_where_a_programs_rules_are_old(name):
    raw, form = series("America/Vancouver", start="2026-10-12T15:00", rrule="FREQ=WEEKLY;COUNT=8")
    old = re.sub(r"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", lambda _: OLD_VANCOUVER, raw.decode(), flags=re.DOTALL)
    assert form == ANCHORED
    assert read(name, [old.encode()]) == [dates(VANCOUVER)]
    assert not [row for row in dates(VANCOUVER) if row[0] >= "2026-11-01" and not row[0].endswith("T22:00")]


@pytest.mark.parametrize("name", READERS)
def test_a_feed_is_read_as_it_is_meant(name):
    rows = [
        ics.Row(
            f"{zone}-{number}@x",
            start,
            end,
            f"会议 {zone}; “{number}”, og mere dansk tekst end der er plads til",
            TODAY,
        )
        for zone in PARTNERS
        for number, (start, end) in enumerate(weekly(zone, date(2026, 10, 12), 30))
    ]
    rows.append(ics.Row("days@x", date(2027, 3, 1), date(2027, 3, 4), "EASD", TODAY))
    assert read(name, [ics.feed(rows, name="Møder")]) == [dates((row.start, row.end) for row in rows)]


TITLES = [
    "研究" * 60,
    "Møde, kl. 15; \\ og “mere”\nnext line",
    "😀" * 40,
    "a" * 200,
    "é" * 74,
    "x\r\nATTENDEE:mailto:evil@x",
]


@pytest.mark.parametrize("title", TITLES)
def test_long_titles_of_any_script_come_back_and_lines_stay_short(title):
    raw, _form = series(title=title)
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(event["SUMMARY"]) == title.replace("\r\n", "\n")
    assert "ATTENDEE" not in event
    assert ics.read(raw).events[0].summary == title.replace("\r\n", "\n")


@pytest.mark.parametrize("name", ['Ana "Nani" Ruiz', "Ruiz, Ana; CN:x", "林梅", "a^b\r\nX:y", "\x00\x1b[31m"])
def test_names_cannot_break_out_of_their_place(name):
    person = ics.Person("ana@example.org", name)
    event = ics.Event("u@x", TODAY, TODAY + timedelta(hours=1), "x", organizer=person, attendees=(person,))
    found = ics.read(ics.calendar([event], method="REQUEST")).events[0]
    wanted = name.replace("\r\n", "\n").replace("\x00\x1b", "")
    assert [one.name for one in (found.organizer, *found.attendees)] == [wanted, wanted]
    assert found.attendees[0].rsvp


@pytest.mark.parametrize("field", [{"rrule": "FREQ=DAILY\r\nX:y"}, {"status": "A\r\nB"}, {"zone": "Mars/Base"}])
def test_words_that_are_none_are_refused(field):
    event = ics.Event(**{"uid": "u@x", "start": TODAY, "end": TODAY + timedelta(hours=1), "summary": "x"} | field)
    with pytest.raises((ValueError, ics.Unreadable)):
        ics.calendar([event])
