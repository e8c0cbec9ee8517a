"""Calendars as programs in the world write them, and the instants that they mean: (name, octets, [(start, end)])."""

CPH = "Europe/Copenhagen"


def cal(*rows, zones=""):
    """Return a calendar of content lines."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n" + zones + "\r\n".join(rows) + "\r\nEND:VCALENDAR\r\n"
    ).encode()


def event(*rows, uid="a@x"):
    """Return a calendar with one event."""
    return cal("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *rows, "SUMMARY:x", "END:VEVENT")


def events(*several, zones=""):
    """Return a calendar of several events with one UID."""
    out = []
    for rows in several:
        out += ["BEGIN:VEVENT", "UID:a@x", "DTSTAMP:20261101T000000Z", *rows, "SUMMARY:x", "END:VEVENT"]
    return cal(*out, zones=zones)


def hour(*starts):
    """Return [(start, an hour later)] of 'MM-DD HH' or 'MM-DD HH:MM' words in 2027, UTC."""
    found = []
    for word in starts:
        day, at = word.split()
        clock, _sign, minute = at.partition(":")
        found.append(
            (f"2027-{day}T{at if minute else clock + ':00'}", f"2027-{day}T{int(clock) + 1:02d}:{minute or '00'}")
        )
    return found


OLD_VANCOUVER = (
    "BEGIN:VTIMEZONE\r\nTZID:America/Vancouver\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:-0800\r\nTZOFFSETTO:-0700\r\nDTSTART:20070311T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:-0700\r\nTZOFFSETTO:-0800\r\nDTSTART:20071104T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
OWN = OLD_VANCOUVER.replace("America/Vancouver", "Our Office (West)")
SINCE_1970 = (
    OWN.replace("Our Office (West)", "Since 1970").replace("20070311", "19700308").replace("20071104", "19701101")
)
LISTED = (
    "BEGIN:VTIMEZONE\r\nTZID:Listed\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nDTSTART:20251026T030000\r\nRDATE:20261025T030000,20271031T030000\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nDTSTART:20260329T020000\r\nRDATE:20260329T020000,20270328T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
)
WEEKLY = (f"DTSTART;TZID={CPH}:20270315T150000", f"DTEND;TZID={CPH}:20270315T160000", "RRULE:FREQ=WEEKLY;COUNT=3")
THREE = hour("03-15 14", "03-22 14", "03-29 13")

NASTY = [
    (
        "a zone whose rules begin in 1970",
        events(("DTSTART;TZID=Since 1970:20270701T080000", "DURATION:PT1H"), zones=SINCE_1970),
        hour("07-01 15"),
    ),
    (
        "a rule that has run every day since 2012",
        event("DTSTART:20120101T140000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20270102T140000Z"),
        hour("01-01 14", "01-02 14"),
    ),
    (
        "a fold within a character",
        event("DTSTART:20270301T140000Z", "DTEND:20270301T150000Z").replace(
            b"SUMMARY:x", b"SUMMARY:M" + b"\xc3\r\n \xb8de"
        ),
        hour("03-01 14"),
    ),
    (
        "a byte order mark",
        b"\xef\xbb\xbf" + event("DTSTART:20270301T140000Z", "DTEND:20270301T150000Z"),
        hour("03-01 14"),
    ),
    ("bare line feeds", event(*WEEKLY).replace(b"\r\n", b"\n"), THREE),
    (
        "lower case",
        event(*WEEKLY).replace(b"BEGIN:", b"begin:").replace(b"DTSTART", b"dtstart").replace(b"RRULE:", b"rrule:"),
        THREE,
    ),
    ("a zone without its VTIMEZONE", event(*WEEKLY), THREE),
    ("a zone's name of Windows", event(*(row.replace(CPH, "Romance Standard Time") for row in WEEKLY)), THREE),
    ("a quoted name of Windows", event(*(row.replace(CPH, '"W. Europe Standard Time"') for row in WEEKLY)), THREE),
    (
        "a zone's name with a path before it",
        event(*(row.replace(CPH, f"/freeassociation.sourceforge.net/{CPH}") for row in WEEKLY)),
        THREE,
    ),
    (
        "a zone of its own name",
        events(
            (
                "DTSTART;TZID=Our Office (West):20270301T150000",
                "DTEND;TZID=Our Office (West):20270301T160000",
                "RRULE:FREQ=WEEKLY;COUNT=3",
            ),
            zones=OWN,
        ),
        [
            ("2027-03-01T23:00", "2027-03-02T00:00"),
            ("2027-03-08T23:00", "2027-03-09T00:00"),
            ("2027-03-15T22:00", "2027-03-15T23:00"),
        ],
    ),
    (
        "a zone with its onsets in one list",
        events(tuple(row.replace(CPH, "Listed") for row in WEEKLY), zones=LISTED),
        THREE,
    ),
    (
        "an old VTIMEZONE of a zone with a new law",
        events(
            ("DTSTART;TZID=America/Vancouver:20270118T080000", "DTEND;TZID=America/Vancouver:20270118T090000"),
            zones=OLD_VANCOUVER,
        ),
        hour("01-18 15"),
    ),
    (
        "UNTIL in UTC, on the last start itself",
        event(WEEKLY[0], WEEKLY[1], "RRULE:FREQ=WEEKLY;UNTIL=20270329T130000Z"),
        THREE,
    ),
    ("UNTIL as a day", event(WEEKLY[0], WEEKLY[1], "RRULE:FREQ=WEEKLY;UNTIL=20270329"), THREE),
    (
        "UNTIL in UTC just before the last start",
        event(WEEKLY[0], WEEKLY[1], "RRULE:FREQ=WEEKLY;UNTIL=20270329T125959Z"),
        THREE[:2],
    ),
    (
        "an hour that was left out, and the rest of the series",
        event(f"DTSTART;TZID={CPH}:20270327T023000", f"DTEND;TZID={CPH}:20270327T033000", "RRULE:FREQ=DAILY;COUNT=3"),
        hour("03-27 01:30", "03-28 01:30", "03-29 00:30"),
    ),
    (
        "an hour that came twice",
        event(f"DTSTART;TZID={CPH}:20271031T023000", f"DTEND;TZID={CPH}:20271031T033000"),
        [("2027-10-31T00:30", "2027-10-31T02:30")],
    ),
    (
        "an hour's meeting that ends after the doubled hour",
        event(f"DTSTART;TZID={CPH}:20271030T023000", f"DTEND;TZID={CPH}:20271030T033000", "RRULE:FREQ=DAILY;COUNT=2"),
        [("2027-10-30T00:30", "2027-10-30T01:30"), ("2027-10-31T00:30", "2027-10-31T01:30")],
    ),
    (
        "24 hours are exact",
        event(f"DTSTART;TZID={CPH}:20270327T150000", "DURATION:PT24H"),
        [("2027-03-27T14:00", "2027-03-28T14:00")],
    ),
    (
        "one day is nominal",
        event(f"DTSTART;TZID={CPH}:20270327T150000", "DURATION:P1D"),
        [("2027-03-27T14:00", "2027-03-28T13:00")],
    ),
    (
        "a moved date named in UTC",
        events(WEEKLY, ("RECURRENCE-ID:20270322T140000Z", "DTSTART:20270323T080000Z", "DTEND:20270323T093000Z")),
        [THREE[0], ("2027-03-23T08:00", "2027-03-23T09:30"), THREE[2]],
    ),
    (
        "a moved date named in another zone",
        events(
            WEEKLY,
            (
                "RECURRENCE-ID;TZID=Asia/Shanghai:20270322T220000",
                "DTSTART;TZID=Asia/Shanghai:20270323T160000",
                "DURATION:PT90M",
            ),
        ),
        [THREE[0], ("2027-03-23T08:00", "2027-03-23T09:30"), THREE[2]],
    ),
    (
        "what replaces stands before what is replaced",
        events(
            (f"RECURRENCE-ID;TZID={CPH}:20270322T150000", "DTSTART:20270323T080000Z", "DTEND:20270323T093000Z"), WEEKLY
        ),
        [THREE[0], ("2027-03-23T08:00", "2027-03-23T09:30"), THREE[2]],
    ),
    (
        "this and all that follow",
        events(
            WEEKLY,
            (
                f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID={CPH}:20270322T150000",
                f"DTSTART;TZID={CPH}:20270322T170000",
                f"DTEND;TZID={CPH}:20270322T180000",
            ),
        ),
        hour("03-15 14", "03-22 16", "03-29 15"),
    ),
    (
        "further dates, one with its own length",
        event(
            f"DTSTART;TZID={CPH}:20270315T150000",
            "DURATION:PT1H",
            f"RDATE;TZID={CPH}:20270322T150000",
            f"RDATE;VALUE=PERIOD;TZID={CPH}:20270329T150000/PT2H",
        ),
        [*THREE[:2], ("2027-03-29T13:00", "2027-03-29T15:00")],
    ),
    (
        "dates left out, in one list, in UTC and by day",
        event(
            WEEKLY[0],
            WEEKLY[1],
            "RRULE:FREQ=WEEKLY;COUNT=6",
            f"EXDATE;TZID={CPH}:20270322T150000,20270329T150000",
            "EXDATE:20270405T130000Z",
            "EXDATE;VALUE=DATE:20270412",
        ),
        [THREE[0], *hour("04-19 13")],
    ),
    (
        "the 31st of each month",
        event("DTSTART:20270131T140000Z", "DTEND:20270131T150000Z", "RRULE:FREQ=MONTHLY;COUNT=3"),
        hour("01-31 14", "03-31 14", "05-31 14"),
    ),
    (
        "the 29th of February",
        event("DTSTART:20240229T140000Z", "DTEND:20240229T150000Z", "RRULE:FREQ=YEARLY;COUNT=2"),
        [("2028-02-29T14:00", "2028-02-29T15:00")],
    ),
    (
        "whole days, the end exclusive",
        event("DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270304"),
        [("2027-03-01", "2027-03-04")],
    ),
    ("a whole day without an end", event("DTSTART;VALUE=DATE:20270301"), [("2027-03-01", "2027-03-02")]),
    (
        "whole days that repeat, one left out",
        event(
            "DTSTART;VALUE=DATE:20270326",
            "DURATION:P2D",
            "RRULE:FREQ=WEEKLY;UNTIL=20270409",
            "EXDATE;VALUE=DATE:20270402",
        ),
        [("2027-03-26", "2027-03-28"), ("2027-04-09", "2027-04-11")],
    ),
    (
        "quotes, colons and carets in parameters",
        event(
            "DTSTART:20270301T140000Z",
            "DTEND:20270301T150000Z",
            "ATTENDEE;CN=\"A; B: C, ^'D^' ^^ ^n\";PARTSTAT=ACCEPTED:mailto:d@x.org",
        ),
        hour("03-01 14"),
    ),
    (
        "an older state after a newer one",
        cal(
            "BEGIN:VEVENT",
            "UID:a@x",
            "SEQUENCE:2",
            "DTSTART:20270301T140000Z",
            "DTEND:20270301T150000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:a@x",
            "SEQUENCE:1",
            "DTSTART:20270302T140000Z",
            "DTEND:20270302T150000Z",
            "END:VEVENT",
        ),
        hour("03-01 14"),
    ),
    (
        "a leap second",
        event("DTSTART:20270301T140000Z", "DTEND:20270301T145960Z"),
        [("2027-03-01T14:00", "2027-03-01T14:59:59")],
    ),
    (
        "no zone, but that of the calendar",
        cal(
            "X-WR-TIMEZONE:Europe/Copenhagen",
            "BEGIN:VEVENT",
            "UID:a@x",
            "DTSTART:20270301T150000",
            "DTEND:20270301T160000",
            "END:VEVENT",
        ),
        hour("03-01 14"),
    ),
    (
        "two weekdays, every other week, weeks from Sunday",
        event(
            "DTSTART:20270307T140000Z",
            "DTEND:20270307T150000Z",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU;COUNT=4",
        ),
        hour("03-07 14", "03-09 14", "03-21 14", "03-23 14"),
    ),
    (
        "the last Friday of the month",
        event(f"DTSTART;TZID={CPH}:20270226T150000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"),
        hour("02-26 14", "03-26 14", "04-30 13"),
    ),
    (
        "a moved date whose rule is in no file",
        event("RECURRENCE-ID:20270322T140000Z", "DTSTART:20270323T080000Z", "DTEND:20270323T090000Z"),
        hour("03-23 08"),
    ),
]
