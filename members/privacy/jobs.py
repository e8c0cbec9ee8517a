"""What privacy does in the background: archives, the index after an erasure, and the duties of each night."""

from network.kit.jobs import daily, job


@job("privacy.archive", queue="slow", tries=4)
def archive(payload):
    """Put an archive together."""
    from members.privacy import actions

    actions.make(payload["id"])


@job("privacy.index", queue="slow", tries=4)
def index(payload):
    """Build the search index anew: words of rows that went stand in the old one until its parts are merged."""
    from network.catalogue.search import index as search_index

    search_index.rebuild()


@daily
def departures():
    """Remind whoever will be erased soon, and erase whose day has come."""
    from members.privacy import actions

    actions.remind()
    actions.erase_due()


@daily
def clocks():
    """Let go what was kept long enough."""
    from members.privacy import actions

    actions.run_clocks()
