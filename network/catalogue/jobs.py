"""Jobs of the catalogue."""

from datetime import timedelta

from django.utils import timezone

from network.kit.jobs import daily, job

KEPT = timedelta(days=90)


@job("catalogue.index", queue="fast")
def index(payload):
    """Bring this machine's search index up to the last change."""
    from network.catalogue.search import index as search_index

    search_index.catch_up()


@daily
def forget_old_changes():
    """Forget changes that every index has read long ago; one that has not is rebuilt."""
    from network.catalogue.actions import prune_changes

    prune_changes(timezone.now() - KEPT)
