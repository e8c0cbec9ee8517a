"""How what happens in collections reads in a letter."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.digests.plugs import leads_to, reads
from resources.collections.activity import ADDED, COLLECTED, CORRECTED, HIDDEN, NEWER
from resources.collections.models import Collection


@reads(NEWER)
@reads(CORRECTED)
def newer(activity, entry):
    """Say what the new version corrects, or what is new in it."""
    detail = activity.detail
    words = {"number": detail["number"], "what": entry.title_in(get_language() or "en")[0] if entry else ""}
    if detail["corrects"]:
        words["corrects"] = detail["corrects"]
        return _("Version %(number)s corrects “%(what)s”, which you keep in a collection: %(corrects)s") % words
    if detail["note"]:
        words["note"] = detail["note"]
        return _("Version %(number)s of “%(what)s”, which you keep in a collection, is here: %(note)s") % words
    return _("Version %(number)s of “%(what)s”, which you keep in a collection, is here") % words


@reads(COLLECTED)
def collected(activity, entry):
    """Name the shelf, as long as others may see it."""
    shelf = Collection.objects.filter(pk=activity.detail.get("collection")).shared().first()
    title = entry.title_in(get_language() or "en")[0] if entry else ""
    words = {"by": str(activity.by or _("Somebody")), "what": title, "shelf": shelf.title if shelf else ""}
    if shelf is None:
        return _("%(by)s put “%(what)s” into a collection") % words
    return _("%(by)s put “%(what)s” into the collection “%(shelf)s”") % words


@reads(ADDED)
def added(activity, entry):
    """Name the shelf, as long as its follower may see it."""
    if entry is None:
        return _("Something was added to a collection that you follow")
    words = {"by": str(activity.by or _("Somebody")), "what": entry.title_in(get_language() or "en")[0]}
    return _("%(by)s added to the collection “%(what)s”, which you follow") % words


@leads_to(HIDDEN)
def page(activity):
    """A hidden shelf has no entry; its owner finds its page."""
    shelf = Collection.objects.filter(pk=activity.subject_id).first()
    return shelf.get_absolute_url() if shelf else ""
