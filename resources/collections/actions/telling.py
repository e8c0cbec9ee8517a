"""What follows for collections when a resource changes: a newer version is told, what was closed is forgotten."""

from django.db import transaction

from network.activity.actions import record
from network.catalogue import actions as catalogue
from resources.collections.activity import CORRECTED, NEWER
from resources.collections.models import Collection, Placement


@transaction.atomic
def tell_of_newer(resource, *, number, note="", corrects="", but=(), at=None):
    """Tell those who keep a version of `resource` older than `number` what the new one corrects; each once.

    What `corrects` something is told at once. `but`: ids of members who have been told already. Who may not see the
    resource any more is told nothing: the activity has the resource's audience. Returns the ids of those who were told.
    """
    kept = Placement.objects.filter(entry__source="library.resource", entry__source_id=str(resource.pk))
    older = kept.filter(edition__lt=number, collection__owner__is_active=True)
    owners = set(older.order_by().values_list("collection__owner", flat=True))
    told = sorted(owners - set(but) - {None})
    if told:
        audience = ["members" if key == "public" else key for key in resource.audience]
        detail = {"number": number, "note": note, "corrects": corrects}
        kind = CORRECTED if corrects else NEWER
        record(kind, by=None, subject=resource, audience=audience, names=told, detail=detail, at=at)
    return told


def rewrite_around(resource):
    """Write the entries of the shared collections that hold `resource`: their text follows what may be seen of it."""
    shared = Collection.objects.shared().filter(
        entries__source="library.resource", entries__source_id=str(resource.pk)
    )  # fmt: skip
    catalogue.write_many(list(shared.order_by("pk").distinct()))
