"""The feed of the library's list; it is written where all feeds are."""

from network.interchange.feeds.views import feed


def resources(request):
    """The newest public resources that meet the filter, as Atom."""
    return feed(request, "resources", "atom")
