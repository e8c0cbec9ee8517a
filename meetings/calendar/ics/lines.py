"""Content lines of RFC 5545: escaped, quoted, folded. Nothing that is written here can begin a line of its own."""

import re
from datetime import UTC, datetime

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff]")
BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
SPECIAL = re.compile(r"[\\;,\n]")
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
TOKEN = re.compile(r"[A-Za-z0-9-]{1,60}")
RULE = re.compile(r"[A-Z0-9=;,+-]{6,500}")
MOST = 75


def clean(value):
    """Return text without control characters, every kind of line break as newline, lone surrogates as question mark."""
    value = BREAK.sub("\n", str(value))
    return CONTROL.sub("", value).encode("utf-8", "replace").decode("utf-8")


def text(value):
    """Return a value of type TEXT (RFC 5545 3.3.11)."""
    return SPECIAL.sub(lambda found: ESCAPED[found[0]], clean(value))


def parameter(value):
    """Return a parameter's value, quoted, with carets by RFC 6868."""
    value = clean(value).replace("^", "^^").replace("\n", "^n").replace('"', "^'").replace("\t", " ")
    return f'"{value}"' if any(mark in value for mark in ",;: ") else value


def token(value):
    """Return one of the words of the standard as it is. Raises ValueError for anything else."""
    if not TOKEN.fullmatch(value):
        raise ValueError(f"not a word of iCalendar: {value!r}")
    return value


def rule(value):
    """Return a recurrence rule as it is. Raises ValueError where it holds anything but a rule's characters."""
    if not RULE.fullmatch(value):
        raise ValueError("not a recurrence rule")
    return value


def uri(value):
    """Return an address without white space, control characters and quotes."""
    return re.sub(r"\s+", "%20", clean(value).strip()).replace('"', "%22")


def mailto(address):
    """Return a mail address as URI."""
    return "mailto:" + uri(address).replace(",", "%2C").replace(";", "%3B")


def utc(moment):
    """Return an aware moment as UTC DATE-TIME."""
    moment = moment.astimezone(UTC)
    return f"{moment.year:04d}{moment:%m%dT%H%M%SZ}"


def stamped(name, when, zone=None, tz=None):
    """Return a property that holds one moment or day: a date as VALUE=DATE, with `zone` as wall time with TZID.

    The second of an hour that comes twice cannot be written as wall time; it goes in UTC.
    """
    if not isinstance(when, datetime):
        return f"{name};VALUE=DATE:{when.year:04d}{when:%m%d}"
    if zone and tz is not None:
        wall = when.astimezone(tz)
        if not wall.fold:
            return f"{name};TZID={zone}:{wall.year:04d}{wall:%m%dT%H%M%S}"
    return f"{name}:{utc(when)}"


def fold(line):
    """Return a content line as octets with CRLF, folded at 75 octets between two characters."""
    if line.isascii() and len(line) <= MOST:
        return line.encode() + b"\r\n"
    if line.isascii():
        rest = range(MOST, len(line), MOST - 1)
        return "\r\n ".join([line[:MOST], *(line[at : at + MOST - 1] for at in rest)]).encode() + b"\r\n"
    raw = line.encode("utf-8", "replace")
    parts, at, room = [], 0, MOST
    while len(raw) - at > room:
        cut = at + room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(raw[at:cut])
        at, room = cut, MOST - 1
    parts.append(raw[at:])
    return b"\r\n ".join(parts) + b"\r\n"
