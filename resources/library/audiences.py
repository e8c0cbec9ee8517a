"""The audience key that the library adds: those who curate see what was shared with some cities alone."""

from network.kit.audience import audience
from resources.library.terms import CURATORS


@audience
def curators(member):
    """Network coordinators and administrators look after everything that is published."""
    if member.is_active and (member.is_superuser or member.is_network_coordinator):
        yield CURATORS
