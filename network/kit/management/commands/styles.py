"""Join the style sheets of static/css/ into the one file that pages load."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from network.kit import styles


class Command(BaseCommand):
    help = "Join static/css/*.css and static/css/components/*.css into static/css/portal.css; --check only compares."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        """Write portal.css, or fail when it is older than its parts."""
        folder = Path(settings.BASE_DIR) / "static" / "css"
        joined = styles.join(folder)
        target = folder / styles.JOINED
        if check and target.read_text() != joined:
            raise SystemExit("static/css/portal.css is older than its parts: run 'manage.py styles'.")
        if not check:
            target.write_text(joined)
            self.stdout.write(f"{target.name}: {len(joined):,} characters")
