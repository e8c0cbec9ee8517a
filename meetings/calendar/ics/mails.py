"""What a mail program answers: a whole mail or a bare calendar file, read with distrust (RFC 5546, RFC 6047)."""

import re
from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import getaddresses

from meetings.calendar.ics.parsing import BOM, parse
from meetings.calendar.ics.replies import read_reply
from meetings.calendar.ics.things import Unreadable

MOST_MAIL = 5 * 1024 * 1024
MOST_HEADERS = 128 * 1024
MOST_PARTS = 60
MOST_CALENDAR = 512 * 1024
MOST_LINES = 20_000


def reply(raw):
    """Return what a mail or calendar file answers (`Reply`). Raises Unreadable with the reason, and nothing else.

    It only reads: whether the meeting exists, whether the answer is late and whether the sender may give it is for
    whoever knows the meetings.
    """
    try:
        return _reply(bytes(raw))
    except Unreadable:
        raise
    except RecursionError as error:
        raise Unreadable("The mail is nested too deeply.", "depth") from error
    except Exception as error:
        # Mails are written by strangers; the parsers of the standard library have raised almost everything.
        raise Unreadable(f"The mail cannot be read ({type(error).__name__}).", "unreadable") from error


def _reply(raw):
    if len(raw) > MOST_MAIL:
        raise Unreadable(f"The mail is larger than {MOST_MAIL // 1024 // 1024} MiB.", "size")
    if not raw.strip():
        raise Unreadable("There is nothing in it.", "empty")
    start = raw[:4096].removeprefix(BOM).lstrip().upper()
    if start.startswith(b"BEGIN:VCALENDAR") or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return read_reply(*parse(raw, most_bytes=MOST_CALENDAR, most_lines=MOST_LINES))
    if not re.match(rb"[A-Za-z0-9-]+[ \t]*:|From ", raw.removeprefix(BOM).lstrip()[:1000]):
        raise Unreadable("This is neither a mail nor a calendar file.", "kind")
    return of_mail(raw.removeprefix(BOM).lstrip())


def of_mail(raw):
    """Return the Reply of a whole mail."""
    if len(re.split(rb"\r?\n\r?\n", raw[: MOST_HEADERS + 4], maxsplit=1)[0]) > MOST_HEADERS:
        raise Unreadable("The headers of the mail are too long.", "size")
    if len(re.findall(rb"content-type\s*:\s*(?:multipart|message)/", raw, re.IGNORECASE)) > 12:
        raise Unreadable("The mail is nested too deeply.", "depth")
    if len(re.findall(rb"^content-type\s*:", raw, re.IGNORECASE | re.MULTILINE)) > MOST_PARTS:
        raise Unreadable(f"The mail has more than {MOST_PARTS} parts.", "size")
    mail = BytesParser(policy=policy.compat32).parsebytes(raw)
    sender = sender_of(mail)
    told = [told_by(part) for part in calendar_parts(mail)]
    if not told:
        raise Unreadable("There is no calendar part in the mail.", "no_calendar")
    # Outlook and others send the same answer twice: as a part and as a file.
    if len({(one.method, one.uid, one.attendee, one.answers) for one in told}) > 1:
        raise Unreadable("The calendar parts of the mail say different things.", "several")
    found = told[0]
    automatic = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower() not in ("", "no")
    message_id = re.sub(r"\s+", "", plain(mail.get("Message-ID", "")))[:255]
    return found.__class__(
        **{name: getattr(found, name) for name in found.__slots__}
        | {"sender": sender, "message_id": message_id, "is_automatic": automatic}
    )


def sender_of(mail):
    """Return the one address in From, in lower case. Raises Unreadable where there is none or several."""
    headers = mail.get_all("From", [])
    found = {address.strip().lower() for _name, address in getaddresses([plain(one) for one in headers]) if address}
    if len(headers) != 1 or len(found) != 1:
        raise Unreadable("The mail does not have one sender.", "sender")
    address = found.pop()
    if not re.fullmatch(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}", address):
        raise Unreadable("The sender of the mail is not a mail address.", "sender")
    return address


def plain(header):
    """Return a header decoded, without line breaks."""
    try:
        text = str(make_header(decode_header(str(header))))
    except (LookupError, UnicodeError, ValueError):
        text = str(header)
    return re.sub(r"[\r\n\t]+", " ", text).encode("utf-8", "replace").decode()


def calendar_parts(mail):
    """Yield the parts of a mail that are calendars by their type or name."""
    for part in mail.walk():
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = plain(part.get_filename() or "").lower()
        if kind in ("text/calendar", "application/ics") or (kind.startswith("application/") and name.endswith(".ics")):
            yield part


def told_by(part):
    """Return the Reply of one calendar part; METHOD in its header and in its body must agree."""
    raw = part.get_payload(decode=True) or b""
    charset = str(part.get_param("charset") or "utf-8")
    calendars, faults = parse(raw, charset, most_bytes=MOST_CALENDAR, most_lines=MOST_LINES)
    method = part.get_param("method")
    return read_reply(calendars, faults, method=str(method).strip() if method else "")
