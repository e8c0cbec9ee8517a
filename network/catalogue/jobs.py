"""Jobs of the catalogue."""

from network.kit.jobs import job


@job("catalogue.index", queue="fast")
def index(payload):
    """Bring this machine's search index up to the last change."""
    from network.catalogue.search import index as search_index

    search_index.catch_up()
