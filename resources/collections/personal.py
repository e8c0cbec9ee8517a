"""What collections hold about a person: their shelves with their notes, and which shelves they follow."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.catalogue import actions as catalogue
from network.kit.audience import keys_of
from network.kit.personal import erases, exports
from resources.collections.actions.rows import spread
from resources.collections.models import Collection, Following

COLUMNS = ["collections.Collection.owner", "collections.Following.member"]


@exports("collections", _("Collections"), holds=COLUMNS)
def mine(member):
    """Every shelf in its order with its notes; which shelves the member follows."""
    shelves = Collection.objects.of(member).prefetch_related("placements__entry")
    return {
        "collections": [
            {
                "title": shelf.title,
                "summary": shelf.summary,
                "visibility": shelf.visibility,
                "address": shelf.get_absolute_url(),
                "created_at": shelf.created_at.isoformat(),
                "changed_at": shelf.changed_at.isoformat(),
                "kept": [
                    {
                        # A title that was closed since is no longer the member's to take along; the note is.
                        "title": str(one.entry) if _may_see(one.entry, member) else "",
                        "address": one.entry.address if _may_see(one.entry, member) else "",
                        "note": one.note,
                        "version": one.edition,
                        "kept_at": one.at.isoformat(),
                    }
                    for one in shelf.placements.all()
                ],
            }
            for shelf in shelves
        ],
        "followed": [
            {"title": one.collection.title, "address": one.collection.get_absolute_url(), "since": one.at.isoformat()}
            for one in Following.objects.filter(
                member=member, collection__in=Collection.objects.visible_to(member)
            ).select_related("collection")
        ],
    }


def _may_see(entry, member):
    return entry.withdrawn_at is None and bool(set(entry.audience) & keys_of(member))


@erases("collections", order=40, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Private shelves go; shared ones stay for those who use them, under the name or as a former member's."""
    for shelf in Collection.objects.filter(owner=member).order_by("pk"):
        if not shelf.is_shared:
            catalogue.withdraw(shelf)
            shelf.delete()
            continue
        shelf.credit = member.get_full_name()[:300] if keep_authorship else ""
        shelf.owner = None
        spread(shelf)
    Following.objects.filter(member=member).delete()
    Collection.objects.filter(hidden_by=member).update(hidden_by=None)
