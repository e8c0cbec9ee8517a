"""How what happens in the library reads in a letter."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.digests.plugs import reads
from network.kit.places import place
from resources.library.activity import FOUND_USEFUL


@reads(FOUND_USEFUL)
def found_useful(activity, entry):
    """Name the city as the reader names it, not by its slug."""
    title = entry.title_in(get_language() or "en")[0] if entry else ""
    words = {"by": str(activity.by or _("Somebody")), "what": title, "city": place(activity.city).name}
    return _("%(by)s finds “%(what)s” useful in %(city)s") % words
