"""What the catalogue says of a person: beside which entries the name stands. The rows themselves are the rooms'."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from network.catalogue.actions import write
from network.catalogue.models import Entry
from network.kit.personal import erases, exports


@exports("catalogue", _("Where your name stands"))
def mine(member):
    """Every entry that names the member among its people."""
    return {
        "entries": [
            {"title": str(entry), "address": entry.address, "kind": entry.kind, "published_at": entry.published_at,
             "withdrawn_at": entry.withdrawn_at}
            for entry in _naming(member)
        ]
    }  # fmt: skip


@erases("catalogue", order=75)
def erase(member, *, keep_authorship):
    """Write anew what still names the person after the rooms have changed their rows; withdrawn entries are emptied."""
    for entry in _naming(member).order_by("pk"):
        if entry.withdrawn_at is None:
            thing = apps.get_model(entry.source)._base_manager.filter(pk=entry.source_id).first()
            if thing is not None:
                write(thing, force=True)
        else:
            Entry.objects.filter(pk=entry.pk).update(people=[], text="", cards={}, stamp="")


def _naming(member):
    return Entry.objects.light().filter(people__contains=[{"handle": member.handle}]).order_by("-published_at", "-pk")
