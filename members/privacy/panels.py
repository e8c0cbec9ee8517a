"""What privacy adds to the pages of others: the way to it, and how long data is kept."""

from members.privacy import queries
from network.kit.panels import panel


@panel("accounts.home", place="acts", order=90)
def way(request, member):
    """The link on a member's own page."""
    return "privacy/parts/way.html", {}


@panel("home.privacy", place="main")
def clocks(request, thing):
    """How long each class of data is kept, for everybody who reads the page about privacy."""
    return "privacy/parts/kept.html", {"clocks": queries.clocks()}
