"""Do what privacy does each night, at once: reminders, erasures that are due, and the retention clocks."""

from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from members.privacy import actions


class Command(BaseCommand):
    help = "Remind and erase whoever is due, and run the retention clocks."

    def add_arguments(self, parser):
        parser.add_argument("--at", metavar="TIME", help="for the departures, as if it were this moment (ISO 8601)")
        parser.add_argument("--in-days", type=int, metavar="N", help="for the departures, as if it were N days later")
        parser.add_argument("--clock", metavar="NAME", help="run this retention clock alone, and nothing else")

    def handle(self, *, at, in_days, clock, **options):
        """Do it, and say what went."""
        moment = timezone.now() + timedelta(days=in_days or 0)
        if at:
            moment = self._moment(at)
        if not clock:
            self.stdout.write(f"{actions.remind(moment)} reminded, {actions.erase_due(moment)} erased")
        gone = actions.run_clocks(clock)
        if clock and not gone:
            raise CommandError(f"No retention clock is called {clock}.")
        for name, rows in gone.items():
            self.stdout.write(f"{name}: {rows}")

    def _moment(self, text):
        try:
            found = parse_datetime(text) or datetime.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"{text} is not a moment as ISO 8601 has it.") from error
        return found if found.tzinfo else timezone.make_aware(found)
