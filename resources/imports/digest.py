"""How an import reads in a letter, and where it leads."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.digests.plugs import leads_to, reads
from resources.imports.activity import BROUGHT


@reads(BROUGHT)
def brought(activity, entry):
    """One line for the whole batch."""
    n = int(activity.detail.get("published", 0))
    words = ngettext(
        "%(by)s brought %(n)s resource into the library", "%(by)s brought %(n)s resources into the library", n
    )
    return words % {"by": str(activity.by or _("Somebody")), "n": n}


@leads_to(BROUGHT)
def newest(activity):
    """The newest of the library stand first in its list."""
    return reverse("library:list")
