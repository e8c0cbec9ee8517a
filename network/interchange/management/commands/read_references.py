"""Read a file of references and print what was found in it as JSON. `manage.py` answers it before Django starts."""

from django.core.management.base import BaseCommand

from network.interchange.reading.command import FILE_HELP, HELP, answer


class Command(BaseCommand):
    """`manage.py read_references FILE`; for whoever calls it from Python, or asks for the list of commands."""

    help = HELP
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the name of one file."""
        parser.add_argument("file", help=FILE_HELP)

    def handle(self, *, file, **options):
        """Print {"format", "encoding", "records", "warnings"}."""
        self.stdout.write(answer(file).decode())
