"""Papers that are published, as the actions leave them."""

from network.kit.jobs import drain
from resources.papers.actions import publishing
from tests.resources.papers.signing import make as signing


def signed(by, *authors, **fields):
    """A paper that all its authors have signed, ready to be published."""
    paper = signing.ready(by, *authors, **fields)
    round = signing.put_up(paper)
    for member in (by, *authors):
        signing.sign(round, member)
    return signing.fresh(paper)


def published(by, *authors, files=False, **fields):
    """A publication; with its files where a test looks at them, for they take seconds."""
    made = publishing.publish(signed(by, *authors, **fields), by=by)
    if files:
        drain()
        made.refresh_from_db()
    return made
