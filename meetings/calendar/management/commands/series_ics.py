"""Write the calendar file of a series told as JSON. `manage.py` answers it before Django starts."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from meetings.calendar.ics.commands import FILE_HELP, SERIES_HELP, run_series


class Command(BaseCommand):
    """`manage.py series_ics [FILE]`; for whoever calls it from Python, or asks for the list of commands."""

    help = SERIES_HELP
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the name of one file, or none."""
        parser.add_argument("file", nargs="?", help=FILE_HELP)

    def handle(self, *, file=None, **options):
        """Print the calendar file, with the line ends of the standard."""
        status = run_series(file, self.write, self.stderr.write, host=settings.REPLY_DOMAIN)
        if status:
            sys.exit(status)

    def write(self, made):
        """Write octets where there is a place for octets; a terminal or test gets text."""
        stream = getattr(self.stdout._out, "buffer", None)
        if stream is not None:
            stream.write(made)
        else:
            self.stdout.write(made.decode(), ending="")
