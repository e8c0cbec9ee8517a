"""Which audience keys a member holds."""

from members.accounts.queries import standing
from network.kit.audience import MEMBERS, audience


@audience
def keys(member):
    """Members hold `members` and their city's key; coordinators and administrators hold keys of their roles."""
    if not member.is_member:
        return
    yield MEMBERS
    known = standing(member)
    if known.home:
        yield f"city:{known.home}"
    for slug in known.coordinates.values():
        yield f"city:{slug}"
        yield f"coordinators:{slug}"
    if known.coordinates:
        yield "coordinators"
    if member.is_network_coordinator or member.is_superuser:
        yield "network"
    if member.is_superuser:
        yield "admins"
