"""Write the entries of all things anew, after an adapter has changed or an import has passed the actions by."""

from itertools import batched

from django.core.management.base import BaseCommand

from network.catalogue import actions
from network.catalogue.adapters import adapters


class Command(BaseCommand):
    help = "Write the entry of everything that rooms can enter into the catalogue; unchanged ones keep their number."

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="*", help="only these, like library.resource")

    def handle(self, *, sources, **options):
        """Walk each adapter's things."""
        for source, adapter in adapters().items():
            if sources and source not in sources:
                continue
            count = 0
            for things in batched(adapter.queryset().order_by("pk").iterator(chunk_size=500), 500, strict=False):
                count += len(actions.write_many(things))
                self.stdout.write(f"{source}: {count:,}")
