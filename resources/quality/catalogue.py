"""By what else a resource is found: that it is peer reviewed, that it is called outdated."""

from django.utils.translation import gettext_lazy as _

from network.catalogue.facets import facet
from resources.library import extras
from resources.quality.models import Flag
from resources.quality.queries import is_peer_reviewed, is_told_outdated

BADGES = {"peer_reviewed": _("Peer reviewed"), "outdated": _("Called outdated")}


@extras.words(prefetch=("reviews", "flags", "authorships", "editions"))
def badges(resource):
    """Return the badges of a resource as words of the facet `quality`."""
    standing = [one for one in resource.flags.all() if one.state in (Flag.State.OPEN, Flag.State.CONFIRMED)]
    found = {"peer_reviewed": is_peer_reviewed(resource), "outdated": is_told_outdated(standing)}
    return [f"quality:{word}" for word, is_so in found.items() if is_so]


@facet("quality", _("Quality"))
def labels(words, language):
    """Label the badges."""
    return {word: BADGES[word] for word in words if word in BADGES}
