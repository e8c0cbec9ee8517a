"""What of imports waits on a member's desk: those that want a word before they go on."""

from django.utils.translation import gettext as _

from network.desk.waiting import Row, waits
from resources.imports.models import Import


@waits(lambda member: Import.objects.filter(owner=member, state__in=[Import.State.ASKING, Import.State.READY]))
def unfinished(member, things):
    """One row for each import that is read or judged and not written."""
    for batch in things:
        yield Row(
            sentence=_("“%(name)s” is read: say what becomes of its rows") % {"name": batch.name},
            address=batch.get_absolute_url(),
            act=_("Go on"),
            since=batch.changed_at,
            section="due",
        )
