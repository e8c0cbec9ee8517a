"""Build the editor of papers from static/editor/."""

from django.core.management.base import BaseCommand, CommandError

from network.kit import bundle


class Command(BaseCommand):
    help = "Build static/editor/built/editor.js if its sources or the lock file changed; --force builds in any case."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true")

    def handle(self, *, force, **options):
        """Build, or say why not."""
        try:
            if not bundle.build(self.stdout.write, force=force):
                self.stdout.write("The editor is built already.")
        except bundle.Unbuilt as error:
            raise CommandError(f"The editor could not be built: {error}") from error
