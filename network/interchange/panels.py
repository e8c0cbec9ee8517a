"""What this room adds to the pages of others."""

from network.access.rules import may
from network.kit.panels import panel


@panel("accounts.home", place="acts", order=90)
def keys(request, member):
    """A way from my page to the keys for my programs."""
    return ("interchange/parts/keys.html", {}) if may(request.user, "interchange.hold_tokens") else None
