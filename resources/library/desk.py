"""What of the library waits on a member's desk: drafts that want to go on."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from network.desk.waiting import Row, waits
from resources.library.models import EditionFile
from resources.library.queries import drafts_of


@waits(drafts_of)
def drafts(member, things):
    """One row for each draft; one with a file that was refused comes first."""
    refused = EditionFile.objects.filter(edition__resource=OuterRef("pk"), file__state__in=["refused", "quarantined"])
    for draft in things.annotate(is_refused=Exists(refused)).prefetch_related("texts"):
        title = draft.title or _("A draft without a title")
        yield Row(
            sentence=_("A file of “%(title)s” was refused") % {"title": title}
            if draft.is_refused
            else _("Your draft “%(title)s” is not published yet") % {"title": title},
            address=reverse("library:edit", args=[draft.pk]),
            act=_("See why") if draft.is_refused else _("Go on"),
            since=draft.changed_at,
            urgency="soon" if draft.is_refused else "calm",
            section="due",
        )
