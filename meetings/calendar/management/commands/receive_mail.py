"""Take one mail in from standard input, for the pipe of a mail server."""

import os
import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from meetings.calendar.actions.mailing.receiving import MOST_BYTES, take_in

TOO_LARGE = 16 * 1024 * 1024


class Command(BaseCommand):
    """`manage.py receive_mail < mail`; answers by the exit status of sysexits.h, never with a traceback.

    0: taken, whatever became of it (a page tells administrators). 75 (EX_TEMPFAIL): the data base is away, deliver
    again later. 66 (EX_NOINPUT): there was no mail. Postfix: `|/path/manage.py receive_mail` behind an alias for meet+…
    """

    help = "Takes in one mail from standard input: an answer of a calendar to an invitation."
    requires_system_checks = []

    def handle(self, **options):
        """Read the mail and take it in."""
        # What is larger is refused unread; the rest is read away so that the mail server is not cut off.
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        rest = TOO_LARGE
        while rest > 0 and len(raw) > MOST_BYTES and (chunk := sys.stdin.buffer.read(65536)):
            rest -= len(chunk)
        if not raw.strip():
            self.stderr.write("There was no mail on standard input.")
            sys.exit(os.EX_NOINPUT)
        try:
            row = take_in(raw)
        except DatabaseError:
            self.stderr.write("The data base does not answer; please deliver the mail again later.")
            sys.exit(os.EX_TEMPFAIL)
        self.stdout.write(f"{row.outcome}: {row.reason}")
