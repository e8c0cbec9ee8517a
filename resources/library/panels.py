"""What the library adds to the pages of others: my page leads to what I took."""

from network.kit.panels import panel


@panel("accounts.home", place="acts", order=60)
def taken(request, member):
    """A way to what the portal remembers that one took."""
    return "library/parts/taken_link.html", {}
