"""`manage.py live`: the server of sockets."""

from django.core.management.base import BaseCommand

from network.live.server import serve


class Command(BaseCommand):
    """Serve `/ws/…` and `/health/live` until stopped."""

    help = "Run the server of sockets, for writing together."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8001)

    def handle(self, *args, host, port, **options):
        """Serve."""
        serve(host=host, port=port)
