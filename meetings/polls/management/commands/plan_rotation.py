"""Plan a season of meetings fairly. `manage.py` answers it before Django starts."""

import sys

from django.core.management.base import BaseCommand

from meetings.polls.planner.command import FILE_HELP, HELP, run


class Command(BaseCommand):
    """`manage.py plan_rotation [FILE]`; for whoever calls it from Python, or asks for the list of commands."""

    help = HELP
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the name of one file, or none."""
        parser.add_argument("file", nargs="?", help=FILE_HELP)

    def handle(self, *, file=None, **options):
        """Print the plan as JSON."""
        if status := run(file, self.stdout.write, self.stderr.write):
            sys.exit(status)
