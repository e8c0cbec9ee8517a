from django.core.management.base import BaseCommand

from network.digests import actions
from network.kit import jobs


class Command(BaseCommand):
    help = "Send the digests that are due. With --now: to every member who gets digests, if there is news for them."

    def add_arguments(self, parser):
        parser.add_argument("--now", action="store_true", help="do not wait for the members' hours")

    def handle(self, *args, now, **options):
        if now:
            actions.plan_all()
        else:
            actions.plan()
        counts = actions.deliver(seconds=3600)
        jobs.drain("digest", seconds=3600, most=1_000_000)
        self.stdout.write(
            f"{counts.get('done', 0)} sent, {counts.get('empty', 0)} with nothing new, "
            f"{counts.get('dropped', 0)} not wanted, {counts.get('failed', 0)} failed"
        )
