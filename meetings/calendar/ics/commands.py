"""`manage.py series_ics` and `manage.py read_reply`: files in, files or JSON out, every mistake in words."""

import argparse
import json
import os
import sys
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from meetings.calendar.ics import told
from meetings.calendar.ics.mails import MOST_MAIL, reply
from meetings.calendar.ics.things import Person, Unreadable

SERIES_HELP = (
    "Reads one series as JSON (uid, title, zone, start, minutes, rrule, cancelled, moved, all_day; times local to the "
    "zone) and prints the calendar file that the portal would send for it."
)
REPLY_HELP = (
    "Says what an incoming mail or .ics file would change: which meeting, who answers, what; or why it is refused. "
    "It changes nothing."
)
FILE_HELP = "a file; standard input without it, or with -"


def raw_of(file, most):
    """Return the octets of a file (None or '-': standard input), at most one more than `most`. Raises OSError."""
    if file in (None, "-"):
        return sys.stdin.buffer.read(most + 1)
    with open(file, "rb") as stream:
        return stream.read(most + 1)


def run_series(file, write, complain, *, today=None, host=""):
    """Hand the calendar file (octets) to `write`, or a mistake to `complain`; return the exit status, 0 or 2.

    Organizer and attendee stand for those of a real invitation: the address that takes answers, and one member.
    """
    try:
        raw = raw_of(file, told.MOST_INPUT)
        made, _form = told.file_of(
            raw,
            today=today or datetime.now(UTC).replace(microsecond=0),
            organizer=Person(f"meet@{host or 'portal.invalid'}", "Knowledge Network"),
            attendees=(Person(f"member@{host or 'portal.invalid'}", "Member"),),
        )
    except told.BadSeries as fault:
        complain(str(fault))
    except OSError as fault:
        complain(f"The file cannot be read: {fault.strerror}")
    else:
        write(made)
        return 0
    return 2


def said(found):
    """Return a Reply as what JSON can hold."""
    return {
        "method": found.method,
        "uid": found.uid,
        "attendee": found.attendee,
        "sender": found.sender,
        "message_id": found.message_id,
        "sequence": found.sequence,
        "stamp": iso(found.stamp),
        "answers": [
            {"date": iso(one.recurrence), "answer": one.partstat, "sequence": one.sequence, "comment": one.comment}
            | ({"delegated_to": one.delegated_to} if one.delegated_to else {})
            | ({"proposed_start": iso(one.start), "proposed_end": iso(one.end)} if one.method == "COUNTER" else {})
            for one in found.answers
        ],
        "faults": list(found.faults),
    }


def iso(when):
    """Return a moment or day as ISO text, None for None."""
    return when.isoformat() if isinstance(when, date) else None


def doubts(found):
    """Return the reasons why an answer would not be taken in at once, as far as the mail alone tells."""
    out = []
    if found.is_automatic:
        out.append("A machine wrote this mail, not a person.")
    if found.sender and found.sender != found.attendee:
        out.append(f"The sender {found.sender} is not {found.attendee}, who answers: it would wait for a confirmation.")
    return out


def read(file):
    """Return (what JSON says, Reply or None) for a file or standard input. Raises OSError."""
    try:
        found = reply(raw_of(file, MOST_MAIL))
    except Unreadable as fault:
        return {"outcome": "refused", "reason": fault.reason, "code": fault.code}, None
    return {"outcome": "understood", "says": said(found), "doubts": doubts(found)}, found


def run_reply(file, write, complain, look=None):
    """Hand to `write` as JSON what a mail would change; return the exit status: 0, or 2 where there is no file.

    `look(reply)` tells what the tables know: a dict that goes into the JSON. Without it only the mail speaks.
    """
    try:
        out, found = read(file)
    except OSError as fault:
        complain(f"The file cannot be read: {fault.strerror}")
        return 2
    if found is not None:
        known = look(found) if look else None
        out["meeting"] = known if known is not None else "The meetings could not be asked: there is no database here."
        if isinstance(known, dict) and "outcome" in known:
            out["outcome"] = known["outcome"]
    out["changed"] = "nothing"
    write(json.dumps(out, ensure_ascii=False, indent=2, default=str))
    return 0


def series_main(arguments):
    """Print the calendar file of a series, and return the exit status; a mistake is one line on standard error."""
    parser = argparse.ArgumentParser(prog="manage.py series_ics", description=SERIES_HELP)
    parser.add_argument("file", nargs="?", help=FILE_HELP)

    def write(made):
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()

    host = os.environ.get("REPLY_DOMAIN") or urlsplit(os.environ.get("SITE_URL", "")).hostname or ""
    return run_series(parser.parse_args(arguments).file, write, _complain, host=host)


def reply_main(arguments):
    """Print what a mail says, without the tables; return the exit status."""
    parser = argparse.ArgumentParser(prog="manage.py read_reply", description=REPLY_HELP)
    parser.add_argument("file", nargs="?", help=FILE_HELP)
    return run_reply(parser.parse_args(arguments).file, print, _complain)


def _complain(words):
    print(words, file=sys.stderr)
