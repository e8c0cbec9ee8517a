"""Say what an incoming mail or calendar file would change, and change nothing."""

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from meetings.calendar.actions.mailing.receiving import look
from meetings.calendar.ics.commands import FILE_HELP, REPLY_HELP, run_reply


class Command(BaseCommand):
    """`manage.py read_reply [FILE]`; without settings `manage.py` answers it by the mail alone."""

    help = REPLY_HELP
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the name of one file, or none."""
        parser.add_argument("file", nargs="?", help=FILE_HELP)

    def handle(self, *, file=None, **options):
        """Print it as JSON."""
        if status := run_reply(file, self.stdout.write, self.stderr.write, look=ask):
            sys.exit(status)


def ask(reply):
    """Return what the tables say to a Reply as a dict; None where no database answers."""
    try:
        return look(reply)
    except DatabaseError:
        return None
