"""On the page about privacy: what becomes of answers on a panel, and who could find them out all the same."""

from network.kit.panels import panel


@panel("home.privacy", place="main", order=30)
def answers(request, thing):
    """For everybody, before anybody is asked to rate."""
    return "consensus/parts/privacy.html", {}
