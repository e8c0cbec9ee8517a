"""What collections add to the pages of others: save this, who else keeps it, my shelves."""

from network.access.rules import may
from network.kit.panels import panel
from resources.collections import queries
from resources.collections.models import Collection

MOST = 5


@panel("library.resource", place="acts", order=30)
def save(request, resource):
    """One click from the head of a resource."""
    if resource.state != "published" or not request.user.is_authenticated:
        return None
    entry = queries.entry_of(resource)
    if entry is None:
        return None
    return "collections/parts/save.html", {"entry": entry}


@panel("library.resource", place="main", order=70)
def kept_in(request, resource):
    """My shelves to save it to, and the shared ones that hold it."""
    if resource.state != "published":
        return None
    may_keep = bool(may(request.user, "collections.create"))
    entry = queries.entry_of(resource) if may_keep else None
    mine = queries.mine_for(entry, request.user) if entry else []
    shelves = queries.holding(resource, request.user)
    if not entry and not shelves:
        return None
    return "collections/parts/kept_in.html", {
        "entry": entry,
        "may_keep": entry is not None,
        "free": [shelf for shelf in mine if not shelf.holds][:MOST],
        "holding": [shelf for shelf in mine if shelf.holds],
        "shelves": shelves,
    }


@panel("accounts.home", place="main", order=40)
def my_shelves(request, member):
    """The shelves that I touched last."""
    mine = queries.with_counts(Collection.objects.of(member), member).order_by("-changed_at", "-pk")[:MOST]
    return "collections/parts/mine.html", {"mine": list(mine)}
