"""Nasty calendars are read right, hostile ones are refused with a reason; nothing else is ever raised."""

import random
from datetime import UTC, datetime

import pytest

from meetings.calendar import ics
from tests.meetings.calendar.ics.nasty import NASTY, cal, event

FIRST, LAST = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC)


def said(when):
    if isinstance(when, datetime):
        return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M" + (":%S" if when.second else ""))
    return when.isoformat()


@pytest.mark.parametrize(("raw", "wanted"), [row[1:] for row in NASTY], ids=[row[0] for row in NASTY])
def test_nasty_calendars_are_read_right(raw, wanted):
    found = ics.occurrences(ics.read(raw), FIRST, LAST)
    assert [(said(start), said(end)) for _uid, _original, start, end, _summary, _status in found] == wanted


def test_a_fold_within_a_character_keeps_the_character():
    raw = next(row[1] for row in NASTY if row[0].startswith("a fold"))
    assert ics.read(raw).events[0].summary == "Møde"


def test_names_come_back_as_they_were_meant():
    raw = next(row[1] for row in NASTY if row[0].startswith("quotes"))
    (one,) = ics.read(raw).events[0].attendees
    assert (one.name, one.address, one.partstat) == ('A; B: C, "D" ^ \n', "d@x.org", "ACCEPTED")


def test_it_says_so_where_a_files_rules_of_a_zone_are_old():
    raw = next(row[1] for row in NASTY if row[0].startswith("an old VTIMEZONE"))
    assert any("America/Vancouver" in fault for fault in ics.read(raw).faults)


def test_a_cancelled_date_says_so():
    raw = cal(
        *"""BEGIN:VEVENT
UID:a@x
DTSTART:20270301T140000Z
DTEND:20270301T150000Z
RRULE:FREQ=WEEKLY;COUNT=2
END:VEVENT
BEGIN:VEVENT
UID:a@x
RECURRENCE-ID:20270308T140000Z
DTSTART:20270308T140000Z
DTEND:20270308T150000Z
STATUS:CANCELLED
END:VEVENT""".splitlines()
    )
    assert [row[5] for row in ics.occurrences(ics.read(raw), FIRST, LAST)] == ["CONFIRMED", "CANCELLED"]


HOSTILE = {
    "nothing": b"",
    "a page": b"<html><body>BEGIN</body></html>",
    "ten megabytes": b"BEGIN:VCALENDAR\r\n" + b"X-A:" + b"a" * (10 * 1024 * 1024),
    "a long line": b"BEGIN:VCALENDAR\r\nX-A:" + b"a" * 300_000,
    "many lines": b"BEGIN:VCALENDAR\r\n" + b"X:\r\n" * 200_000,
    "deep": b"BEGIN:VCALENDAR\r\n" * 2000,
    "noise": b"BEGIN:VCALENDAR\r\n" + b"\x00\xff=;;:\r\n" * 200,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_calendars_are_refused(raw):
    with pytest.raises(ics.Unreadable):
        ics.read(raw)


@pytest.mark.parametrize(
    "rows",
    [
        ("DTSTART:20270301T140000Z", "RRULE:FREQ=SECONDLY"),
        ("DTSTART:20270301T140000Z", "RRULE:FREQ=DAILY;COUNT=999999999"),
        ("DTSTART:20270301T140000Z", "RRULE:FREQ=DAILY;BYSECOND=" + ",".join("0" for _ in range(50))),
        ("DTSTART:20270301T140000Z", "RRULE:" + ";".join(["FREQ=DAILY"] * 300)),
        ("DTSTART:99990301T140000Z", "RRULE:FREQ=DAILY"),
        ("DTSTART:20270230T140000Z",),
        ("DTSTART:20270301T140000Z", "DTEND:20270301T130000Z"),
        ("DTSTART:20270301T140000Z", "DURATION:-PT1H"),
        ("DTSTART:nonsense",),
        (),
    ],
)
def test_what_nobody_could_mean_is_left_out_and_said(rows):
    found = ics.read(event(*rows))
    assert found.events == []
    assert len(found.faults) >= 1


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=5",
    ],
)
def test_rules_without_end_or_without_dates_come_to_an_end(rule):
    found = ics.read(event("DTSTART:20270301T140000Z", f"RRULE:{rule}"))
    assert len(ics.occurrences(found, FIRST, LAST)) <= 671


def test_files_with_random_faults_never_raise_anything_else():
    dice = random.Random(20270301)
    raws = [row[1] for row in NASTY]
    for _turn in range(400):
        raw = bytearray(dice.choice(raws))
        for _fault in range(dice.randint(1, 8)):
            at = dice.randrange(len(raw))
            act = dice.random()
            if act < 0.4:
                raw[at] = dice.randrange(256)
            elif act < 0.7:
                del raw[at : at + dice.randint(1, 30)]
            else:
                raw[at:at] = bytes(raw[dice.randrange(len(raw)) :][: dice.randint(1, 60)])
            raw = raw or bytearray(b"x")
        try:
            found = ics.read(bytes(raw))
            ics.occurrences(found, FIRST, LAST)
        except ics.Unreadable:
            continue
