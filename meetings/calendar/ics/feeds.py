"""Feeds that calendars subscribe to: every date an event of its own in UTC, written fast (RFC 5545, RFC 7986)."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from meetings.calendar.ics import lines
from meetings.calendar.ics.writing import head

PLAIN = re.compile("[^\\\\;,\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*")
PLAIN_URI = re.compile(r"[!#-~]*")
REFRESH_HOURS = 4


class Row(NamedTuple):
    """One date. `start` and `end` are aware moments, or dates with an exclusive `end`; `stamp`: when it was changed.

    All three may be text as the file has it (`:20270301T140000Z`, `;VALUE=DATE:20270301`; the stamp without the colon).
    """

    uid: str
    start: object
    end: object
    summary: str
    stamp: datetime
    sequence: int = 0
    status: str = "CONFIRMED"
    description: str = ""
    location: str = ""
    url: str = ""


def feed(rows, *, name, refresh_hours=REFRESH_HOURS):
    """Return a calendar of `rows` (Row, or tuples in its order) as octets; the same rows give the same octets."""
    out = [lines.fold(line).decode() for line in head(name=name, refresh_hours=refresh_hours, method="PUBLISH")]
    for uid, start, end, summary, stamp, sequence, status, description, location, url in rows:
        changed, begins = moment(stamp), when(start)
        out.append(
            f"BEGIN:VEVENT\r\n{prop('UID:', uid)}DTSTAMP:{changed}\r\nLAST-MODIFIED:{changed}\r\n"
            f"DTSTART{begins}\r\nDTEND{when(end)}\r\nSEQUENCE:{sequence:d}\r\nSTATUS:{status}\r\n"
            f"{prop('SUMMARY:', summary)}"
        )
        if description:
            out.append(prop("DESCRIPTION:", description))
        if location:
            out.append(prop("LOCATION:", location))
        if url:
            out.append(folded(f"URL:{url if PLAIN_URI.fullmatch(url) else lines.uri(url)}"))
        out.append("END:VEVENT\r\n" if begins[0] == ":" else "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n")
    out.append("END:VCALENDAR\r\n")
    return "".join(out).encode()


def prop(name, value):
    """Return a property of type TEXT, folded, with its line end."""
    return folded(name + (value if PLAIN.fullmatch(value) else lines.text(value)))


def folded(line):
    """Return a line folded, with its line end, as text."""
    if line.isascii():
        if len(line) <= lines.MOST:
            return line + "\r\n"
        rest = [line[at : at + lines.MOST - 1] for at in range(lines.MOST, len(line), lines.MOST - 1)]
        return "\r\n ".join([line[: lines.MOST], *rest]) + "\r\n"
    if 4 * len(line) <= lines.MOST or len(line.encode()) <= lines.MOST:
        return line + "\r\n"
    return lines.fold(line).decode()


def when(value):
    """Return a moment in UTC, or a day, with its parameters and the colon; text stands so already."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return f":{moment(value)}"
    return f";VALUE=DATE:{value.year:04d}{value.month:02d}{value.day:02d}"


def moment(value):
    """Return an aware moment as DATE-TIME in UTC; text stands so already."""
    if isinstance(value, str):
        return value
    if value.utcoffset():
        value = value.astimezone(UTC)
    return value.isoformat().replace("-", "").replace(":", "")[:15] + "Z"
