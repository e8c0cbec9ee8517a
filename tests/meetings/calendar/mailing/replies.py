"""Answers as mail programs write them, from memory of their output: Gmail, Outlook, Apple, Thunderbird, 163 and QQ."""

import base64
import quopri

ORGANIZER = "ORGANIZER;CN=Bo Carter via the network:mailto:meet+0123456789abcdef0123@localhost"


def event(uid, attendee, partstat, *, sequence=0, stamp="20261001T100000Z", recurrence="", organizer=True, more=(),
          cased=str):  # fmt: skip
    """Return the lines of one VEVENT of an answer; `cased` writes the attendee's address as some programs do."""
    person = f'ATTENDEE;PARTSTAT={partstat};CN="{attendee}":{cased("mailto:" + attendee)}'
    return [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", *([recurrence] if recurrence else []),
        "DTSTART:20270303T140000Z", "DTEND:20270303T150000Z", f"SEQUENCE:{sequence}", "SUMMARY:Peer support",
        *([ORGANIZER] if organizer else []), person, *more, "END:VEVENT",
    ]  # fmt: skip


def calendar(
    *events, method="REPLY", product="-//Google Inc//Google Calendar 70.9054//EN", end="\r\n", encoding="utf-8"
):
    """Return the octets of a calendar file."""
    lines = ["BEGIN:VCALENDAR", f"PRODID:{product}", "VERSION:2.0", f"METHOD:{method}"]
    lines += [line for one in events for line in one] + ["END:VCALENDAR", ""]
    return end.join(lines).encode(encoding)


def head(sender, *, number, subject="Accepted: Peer support", more=()):
    """Return the first headers of a mail; `number` is its place among all."""
    return [
        f"From: {sender}", "To: meet+0123456789abcdef0123@localhost", f"Subject: {subject}",
        f"Message-ID: <answer-{number}@mail.example>", "Date: Thu, 01 Oct 2026 10:00:00 +0000",
        "MIME-Version: 1.0", *more,
    ]  # fmt: skip


def _join(lines):
    return "\r\n".join(lines).encode()


def b64(raw):
    """Return octets as the lines of base64 that mails have."""
    return base64.encodebytes(raw).decode().strip().replace("\n", "\r\n")


def gmail(sender, raw, **words):
    """Three ways to read it, the calendar among them, and the file once more; sent by Google in somebody's name."""
    more = ["Sender: Google Calendar <calendar-notification@google.com>", "Auto-Submitted: auto-generated",
            'Content-Type: multipart/mixed; boundary="out"']  # fmt: skip
    return _join([
        *head(sender, more=more, **words), "", "--out", 'Content-Type: multipart/alternative; boundary="in"', "",
        "--in", 'Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes', "", "Mei Lin has accepted.",
        "--in", 'Content-Type: text/html; charset="UTF-8"', "", "<p>Mei Lin has <b>accepted</b>.</p>",
        "--in", 'Content-Type: text/calendar; charset="UTF-8"; method=REPLY', "Content-Transfer-Encoding: 7bit", "",
        raw.decode(), "--in--", "--out", 'Content-Type: application/ics; name="invite.ics"',
        'Content-Disposition: attachment; filename="invite.ics"', "Content-Transfer-Encoding: base64", "", b64(raw),
        "--out--", "",
    ])  # fmt: skip


def outlook(sender, raw, method="REPLY", **words):
    """One alternative with a calendar in base64; X- words of Microsoft."""
    more = ["X-MS-Has-Attach: ", "Thread-Topic: Peer support", 'Content-Type: multipart/alternative; boundary="_000_"']
    return _join([
        *head(sender, more=more, **words), "", "--_000_", 'Content-Type: text/plain; charset="us-ascii"', "", "",
        "--_000_", f'Content-Type: text/calendar; charset="utf-8"; method={method}',
        "Content-Transfer-Encoding: base64", "", b64(raw), "--_000_--", "",
    ])  # fmt: skip


def apple(sender, raw, method="REPLY", **words):
    """A calendar part with a name, beside a text."""
    more = ["X-Mailer: iCloud Calendar", 'Content-Type: multipart/mixed; boundary="Apple-Mail"']
    return _join([
        *head(sender, more=more, **words), "", "--Apple-Mail", "Content-Type: text/plain; charset=UTF-8", "", "OK",
        "--Apple-Mail", f'Content-Type: text/calendar; name="iCal-1.ics"; method={method}; charset=UTF-8',
        "Content-Disposition: attachment; filename=iCal-1.ics", "Content-Transfer-Encoding: quoted-printable", "",
        quopri.encodestring(raw).decode().replace("\n", "\r\n"), "--Apple-Mail--", "",
    ])  # fmt: skip


def thunderbird(sender, raw, method="REPLY", **words):
    """The calendar twice, lines that end with LF alone."""
    more = ["User-Agent: Mozilla Thunderbird", 'Content-Type: multipart/mixed; boundary="------------x"']
    mail = _join([
        *head(sender, more=more, **words), "", "--------------x",
        'Content-Type: multipart/alternative; boundary="------------y"', "",
        "--------------y", "Content-Type: text/plain; charset=UTF-8", "", "Mei Lin has accepted.",
        "--------------y", f"Content-Type: text/calendar; charset=UTF-8; method={method}",
        "Content-Transfer-Encoding: 8bit", "", raw.decode(), "--------------y--", "--------------x",
        'Content-Type: application/ics; name="invite.ics"', 'Content-Disposition: attachment; filename="invite.ics"',
        "Content-Transfer-Encoding: base64", "", b64(raw), "--------------x--", "",
    ])  # fmt: skip
    return mail.replace(b"\r\n", b"\n")


def netease(sender, raw, charset="GBK", **words):
    """163.com: the calendar in GBK, names in Chinese."""
    more = ["X-Mailer: Coremail Webmail Server", 'Content-Type: multipart/alternative; boundary="=_Part"']
    return _join([
        *head(sender, more=more, **words), "", "--=_Part", f"Content-Type: text/plain; charset={charset}",
        "Content-Transfer-Encoding: base64", "", b64("接受邀请".encode(charset)), "--=_Part",
        f"Content-Type: text/calendar; charset={charset}; method=REPLY", "Content-Transfer-Encoding: base64", "",
        b64(raw), "--=_Part--", "",
    ])  # fmt: skip


def qq(sender, raw, **words):
    """QQ: only a file, named in Chinese, that is called a stream of octets."""
    more = ["X-QQ-mid: webmail1", 'Content-Type: multipart/mixed; boundary="----=_NextPart"']
    return _join([
        *head(sender, more=more, **words), "", "------=_NextPart", 'Content-Type: text/plain; charset="gb18030"',
        "Content-Transfer-Encoding: base64", "", b64("接受".encode("gb18030")), "------=_NextPart",
        'Content-Type: application/octet-stream; charset="gb18030"; name="=?gb18030?B?u9i4tC5pY3M=?="',
        'Content-Disposition: attachment; filename="=?gb18030?B?u9i4tC5pY3M=?="',
        "Content-Transfer-Encoding: base64", "", b64(raw), "------=_NextPart--", "",
    ])  # fmt: skip
