"""Octets to components: unfolded before they are decoded, with limits on size, lines, depth and faults."""

import re

from meetings.calendar.ics.things import Component, Unreadable

BOM = b"\xef\xbb\xbf"
MOST_BYTES = 4 * 1024 * 1024
MOST_LINES = 150_000
MOST_LENGTH = 200_000
MOST_DEPTH = 5
NAME = re.compile(r"[A-Za-z0-9-]{1,80}")
PARAMETER = re.compile(r';([A-Za-z0-9-]{1,80})=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
CARETS = {"^^": "^", "^n": "\n", "^N": "\n", "^'": '"'}
ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def decode(raw, charset="utf-8"):
    """Return the text of a calendar's octets, unfolded, and whether every octet could be read.

    Folds are undone in octets, for some programs break a line within a character.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raw, charset = raw.decode("utf-16", "replace").encode("utf-8", "replace"), "utf-8"
    raw = re.sub(rb"\r?\n[ \t]", b"", raw.removeprefix(BOM))
    for name in (charset or "utf-8", "utf-8"):
        try:
            return raw.decode(name), True
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("utf-8", "replace"), False


def parse(raw, charset="utf-8", most_bytes=MOST_BYTES, most_lines=MOST_LINES):
    """Return ([VCALENDAR components], [faults]). Raises Unreadable where there is none or a limit is passed."""
    if len(raw) > most_bytes:
        raise Unreadable(f"The calendar is larger than {most_bytes // 1024} KiB.", "size")
    if b"BEGIN:VCALENDAR" not in raw.upper() and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("This is no calendar file.", "kind")
    text, whole = decode(raw, charset)
    faults = [] if whole else ["Some characters could not be read."]
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(rows) > most_lines:
        raise Unreadable(f"The calendar has more than {most_lines} lines.", "size")
    calendars, stack = [], []
    for row in rows:
        if not row.strip():
            continue
        if len(row) > MOST_LENGTH:
            raise Unreadable("A line of the calendar is too long.", "size")
        take(row, stack, calendars, faults)
    if stack:
        faults.append(f"{stack[-1].name} is not closed.")
    if not calendars:
        raise Unreadable("This is no calendar file.", "kind")
    return calendars, faults


def take(row, stack, calendars, faults):
    """Put one content line where it belongs."""
    found = line(row)
    if found is None:
        faults.append(f"A line cannot be read: {row[:40]!r}")
        if len(faults) > 50:
            raise Unreadable("Too many lines of the calendar cannot be read.", "kind")
        return
    name, parameters, value = found
    if name == "BEGIN":
        if len(stack) >= MOST_DEPTH:
            raise Unreadable("The parts of the calendar are nested too deeply.", "depth")
        inner = Component(value.strip().upper()[:80])
        if stack:
            stack[-1].children.append(inner)
        elif inner.name == "VCALENDAR":
            calendars.append(inner)
        stack.append(inner)
    elif name == "END":
        wanted = value.strip().upper()
        if not any(one.name == wanted for one in stack):
            faults.append(f"END:{wanted[:40]} ends nothing.")
            return
        while stack.pop().name != wanted:
            faults.append(f"A part before END:{wanted[:40]} is not closed.")
    elif stack:
        stack[-1].properties.setdefault(name, []).append((parameters, value))


def line(row):
    """Return (name, {parameter: value}, raw value) of an unfolded line, None where it cannot be read."""
    found = NAME.match(row)
    if not found:
        return None
    at, parameters = found.end(), {}
    while row[at : at + 1] == ";":
        one = PARAMETER.match(row, at)
        if not one:
            return None
        parameters[one[1].upper()] = re.sub(r"\^[\^nN']", lambda seen: CARETS[seen[0]], one[2].replace('"', ""))
        at = one.end()
    if row[at : at + 1] != ":":
        return None
    return found[0].upper(), parameters, row[at + 1 :]


def text(value):
    """Return a TEXT value without its escapes."""
    return re.sub(r"\\[\\;,nN]", lambda found: ESCAPES[found[0]], value).strip()
