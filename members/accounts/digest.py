"""What a member follows: the home city, and the chosen topics."""

from members.accounts.queries import standing
from network.digests.plugs import follows


@follows
def followed(member):
    """Yield the facet words of the member's city and topics."""
    home = standing(member).home
    if home:
        yield f"city:{home}"
    for topic in member.topics:
        yield f"topic:{topic}"
