"""Bring the search index of this machine up to date, follow the changes, or build it anew."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from network.catalogue.search import index


class Command(BaseCommand):
    help = "Bring this machine's search index up to the last change of the catalogue."

    def add_arguments(self, parser):
        parser.add_argument("--rebuild", action="store_true", help="build it anew, then change over")
        parser.add_argument("--follow", action="store_true", help="stay, and read on whenever something changes")
        parser.add_argument("--every", type=float, default=0.5, metavar="SECONDS", help="how often --follow looks")

    def handle(self, *, rebuild, follow, every, **options):
        """Do it, with progress."""
        try:
            number = index.rebuild(self._progress()) if rebuild else index.catch_up()
        except TimeoutError as error:
            raise CommandError(str(error)) from error
        if number is None:
            raise CommandError("There is no search index of this version: run 'manage.py index --rebuild'.")
        self.stdout.write(f"The search index stands at change {number}.")
        while follow:
            time.sleep(every)
            try:
                have, last = index.state()
                if have != last:
                    index.catch_up()
            except (OperationalError, TimeoutError) as error:
                self.stderr.write(f"{error}; trying again")
                time.sleep(5)

    def _progress(self):
        started, told = time.monotonic(), [0.0]

        def tell(done, total):
            now = time.monotonic()
            if now - told[0] > 1 or done == total:
                told[0] = now
                speed = done / max(now - started, 0.001)
                part = 100 * done // max(total, 1)
                self.stdout.write(f"{done:,} of {total:,} entries ({part} %), {speed:,.0f} a second")
                self.stdout.flush()

        return tell
