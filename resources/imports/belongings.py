"""What a leaver hands over of imports: those that are not written yet, so that somebody can finish them."""

from django.utils.translation import gettext_lazy as _

from network.kit.belongings import belongs
from resources.imports.models import Import


@belongs("imports.unfinished", _("Imports that are not written yet"))
def unfinished(member, city):
    """They belong to no city, so they are shown where none is asked for."""
    waiting = (Import.State.ASKING, Import.State.READY)
    return Import.objects.filter(owner=member, state__in=waiting if city is None else ())


@unfinished.moves
def move(things, *, to, by):
    """Give the imports, with the files that were sent for them, to a successor."""
    for batch in things:
        batch.owner = to
        batch.save(update_fields=["owner", "changed_at"])
        batch.files.filter(owner=by).update(owner=to)
