"""What mail programs answer is understood; what is hostile is refused with a reason, and nothing else is raised."""

import base64
import random
from datetime import UTC, date, datetime

import pytest

from meetings.calendar import ics

STAMP = datetime(2027, 2, 1, 9, tzinfo=UTC)


def answer(
    *rows, method="REPLY", attendee="ATTENDEE;PARTSTAT=ACCEPTED:mailto:Bo@Example.org", uid="u1@portal", end="\r\n"
):
    """Return a calendar file that answers an invitation."""
    head = [f"METHOD:{method}"] if method else []
    who = [attendee] if attendee else []
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//EN", *head, "BEGIN:VEVENT", f"UID:{uid}", "SEQUENCE:2",
             "DTSTAMP:20270201T090000Z", *who, *rows, "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    return end.join(lines).encode()


def mail(
    part, kind="text/calendar; method=REPLY; charset=utf-8", sender="Bo Carter <bo@example.org>", head=(), encode=True
):
    """Return a whole mail with a text and one calendar part, as Gmail and Outlook send them."""
    body = base64.encodebytes(part).decode() if encode else part.decode("utf-8", "replace")
    transfer = "Content-Transfer-Encoding: base64\r\n" if encode else ""
    return "\r\n".join([
        f"From: {sender}", "To: meet+x@portal", "Message-ID: <m1@example.org>", "Subject: Accepted", *head,
        "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"', "", "--b",
        "Content-Type: text/plain; charset=utf-8", "", "Bo has accepted.", "--b",
        f"Content-Type: {kind}\r\n{transfer}", body, "--b--", "",
    ]).encode()  # fmt: skip


# -- understood --------------------------------------------------------------------------------------------------
def test_a_mail_says_who_answers_what():
    found = ics.reply(mail(answer("COMMENT:I may be\\, late")))
    assert (found.method, found.uid, found.attendee, found.partstat) == (
        "REPLY",
        "u1@portal",
        "bo@example.org",
        "ACCEPTED",
    )
    assert (found.sequence, found.stamp, found.recurrence, found.comment) == (2, STAMP, None, "I may be, late")
    assert (found.sender, found.message_id, found.is_automatic) == ("bo@example.org", "<m1@example.org>", False)


def test_a_bare_file_says_the_same_without_a_sender():
    found = ics.reply(answer())
    assert (found.attendee, found.partstat, found.sender) == ("bo@example.org", "ACCEPTED", "")


@pytest.mark.parametrize("word", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "NEEDS-ACTION"])
def test_every_answer_is_known(word):
    assert ics.reply(answer(attendee=f"ATTENDEE;PARTSTAT={word}:mailto:bo@example.org")).partstat == word


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("RECURRENCE-ID:20270322T140000Z", datetime(2027, 3, 22, 14, tzinfo=UTC)),
        ("RECURRENCE-ID;TZID=Europe/Copenhagen:20270329T150000", datetime(2027, 3, 29, 13, tzinfo=UTC)),
        ("RECURRENCE-ID;TZID=Romance Standard Time:20270329T150000", datetime(2027, 3, 29, 13, tzinfo=UTC)),
        ("RECURRENCE-ID;VALUE=DATE:20270329", date(2027, 3, 29)),
        ("RECURRENCE-ID:20270329T150000", datetime(2027, 3, 29, 15)),
    ],
)
def test_one_date_of_a_series_is_named_by_its_instant(row, wanted):
    assert ics.reply(answer(row)).recurrence == wanted


def test_one_mail_may_answer_the_whole_and_single_dates_in_any_order():
    other = answer(
        "RECURRENCE-ID:20270322T140000Z", attendee="ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org"
    ).decode()
    inner = other[other.index("BEGIN:VEVENT") : other.index("END:VCALENDAR")]
    found = ics.reply(answer().decode().replace("BEGIN:VEVENT", inner + "BEGIN:VEVENT", 1).encode())
    assert [(one.recurrence is None, one.partstat) for one in found.answers] == [
        (True, "ACCEPTED"),
        (False, "DECLINED"),
    ]
    assert found.partstat == "ACCEPTED"


def test_programs_write_answers_in_many_ways():
    quoted = answer(attendee='ATTENDEE;CN="Carter; Bo";PARTSTAT="ACCEPTED":MAILTO:BO@EXAMPLE.ORG')
    assert ics.reply(mail(quoted)).attendee == "bo@example.org"
    assert ics.reply(mail(answer(), kind='application/ics; name="invite.ics"')).partstat == "ACCEPTED"
    assert (
        ics.reply(
            mail(
                answer(),
                kind='application/octet-stream; name="invite.ics"',
            )
        ).partstat
        == "ACCEPTED"
    )
    assert ics.reply(mail(answer(method=""))).method == "REPLY"
    assert ics.reply(mail(answer(end="\n"), encode=False)).partstat == "ACCEPTED"
    assert ics.reply(b"\xef\xbb\xbf" + answer()).partstat == "ACCEPTED"
    assert (
        ics.reply(
            mail(
                "备注".join(answer("COMMENT:_").decode().split("_")).encode("gb18030"),
                kind="text/calendar; method=REPLY; charset=gb18030",
            )
        ).comment
        == "备注"
    )
    unknown = mail(answer("COMMENT:é"), kind="text/calendar; method=REPLY; charset=x-nobody")
    assert ics.reply(unknown).comment == "é"


def test_the_same_answer_twice_in_a_mail_is_one():
    one = mail(answer()).decode()
    part = one[one.index("--b\r\nContent-Type: text/calendar") : one.index("--b--")]
    assert ics.reply(one.replace("--b--", part + "--b--").encode()).partstat == "ACCEPTED"


def test_it_notices_machines_delegates_and_proposals():
    assert ics.reply(mail(answer(), head=["Auto-Submitted: auto-replied"])).is_automatic
    handed = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:ana@example.org":mailto:bo@example.org'
    found = ics.reply(answer("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@example.org", attendee=handed))
    assert (found.attendee, found.partstat, found.delegated_to) == ("bo@example.org", "DELEGATED", "ana@example.org")
    found = ics.reply(answer("DTSTART:20270302T140000Z", "DTEND:20270302T150000Z", method="COUNTER"))
    assert (found.method, found.start) == ("COUNTER", datetime(2027, 3, 2, 14, tzinfo=UTC))


# -- refused -----------------------------------------------------------------------------------------------------
def nested(depth):
    """Return a mail of multiparts in multiparts."""
    rows = ["From: bo@example.org", "Message-ID: <m@x>"]
    for level in range(depth):
        rows += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*rows, "Content-Type: text/calendar; method=REPLY", "", answer().decode()]).encode()


HOSTILE = {
    "nothing": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "kind"),
    "a page": (b"<!doctype html><html><body onload=alert(1)></body></html>", "kind"),
    "a page in a mail": (mail(b"<html>METHOD:REPLY</html>", kind="text/html"), "no_calendar"),
    "a page that says it is a calendar": (mail(b"<html>METHOD:REPLY</html>"), "kind"),
    "ten megabytes": (mail(b"x" * 10 * 1024 * 1024), "size"),
    "a calendar of a megabyte": (answer("COMMENT:" + "x" * 1024 * 1024), "size"),
    "a thousand multiparts": (nested(1000), "depth"),
    "many parts": (
        b"From: a@x.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 500,
        "size",
    ),
    "long headers": (b"From: a@x.org\r\nX: " + b"y" * 300_000 + b"\r\n\r\nz", "size"),
    "no calendar": (b"From: a@x.org\r\nSubject: Out of office\r\n\r\nBack on Monday.", "no_calendar"),
    "no method": (answer(method=""), "method"),
    "an invitation": (answer(method="REQUEST"), "method"),
    "two methods": (mail(answer(method="CANCEL")), "several"),
    "two calendars, two methods": (answer() + answer(method="COUNTER"), "several"),
    "two meetings": (answer() + answer(uid="u2@portal"), "several"),
    "two people": (answer("ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org"), "attendee"),
    "nobody": (answer(attendee=""), "attendee"),
    "somebody without an address": (answer(attendee="ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:1"), "attendee"),
    "no meeting": (answer(uid=""), "uid"),
    "no event": (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n", "no_event"),
    "an answer that is none": (answer(attendee="ATTENDEE;PARTSTAT=<script>:mailto:bo@example.org"), "partstat"),
    "a rule by the second": (answer("RRULE:FREQ=SECONDLY;INTERVAL=1"), "rule"),
    "a rule with a bomb": (answer("RRULE:FREQ=DAILY;COUNT=999999999999"), "rule"),
    "a rule with a thousand parts": (answer("RRULE:FREQ=YEARLY;BYDAY=" + ",".join(["MO"] * 100)), "rule"),
    "a sequence that is none": (answer().replace(b"SEQUENCE:2", b"SEQUENCE:99999999999999999999"), "sequence"),
    "a date that is none": (answer("RECURRENCE-ID:20270230T140000Z"), "date"),
    "two senders": (mail(answer(), sender="bo@example.org, ana@example.org"), "sender"),
    "two From": (mail(answer(), head=["From: ana@example.org"]), "sender"),
    "no sender": (mail(answer()).replace(b"From: ", b"X-From: ", 1), "sender"),
    "deep components": (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"BEGIN:VEVENT\r\n" * 5000, "depth"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_answers_are_refused_with_a_reason(raw, code):
    with pytest.raises(ics.Unreadable) as caught:
        ics.reply(raw)
    assert caught.value.code == code, caught.value
    assert str(caught.value).endswith((".", "'"))


def test_mails_with_random_faults_never_raise_anything_else():
    dice = random.Random(20270201)
    raws = [mail(answer()), mail(answer(), encode=False), answer("RECURRENCE-ID:20270322T140000Z"), nested(4)]
    for _turn in range(500):
        raw = bytearray(dice.choice(raws))
        for _fault in range(dice.randint(1, 10)):
            at = dice.randrange(len(raw))
            act = dice.random()
            if act < 0.5:
                raw[at] = dice.randrange(256)
            elif act < 0.75:
                del raw[at : at + dice.randint(1, 40)]
            else:
                raw[at:at] = bytes(raw[dice.randrange(len(raw)) :][: dice.randint(1, 80)])
            raw = raw or bytearray(b"x")
        try:
            ics.reply(bytes(raw))
        except ics.Unreadable:
            continue
