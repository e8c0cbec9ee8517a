"""What of the library waits on a member's desk: drafts that want to go on."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from network.desk.waiting import Row, waits
from resources.library.models import EditionFile, Resource
from resources.library.queries import drafts_of
from resources.library.queries.access import waiting_for

MOST_DRAFTS = 20
"""Whoever brought hundreds at once has a report that lists them; the desk shows those that were touched last."""


def near_drafts_of(member):
    """Return the drafts of a member that were touched last."""
    return Resource.objects.filter(pk__in=drafts_of(member).values("pk")[:MOST_DRAFTS])


@waits(near_drafts_of)
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


@waits(waiting_for)
def requests(member, things):
    """One row for each member who asks for something of one's own."""
    for row in things.select_related("member", "resource").prefetch_related("resource__texts"):
        yield Row(
            sentence=_("%(name)s asks you for “%(title)s”")
            % {"name": row.member.get_full_name(), "title": row.resource.title},
            address=reverse("library:access_request", args=[row.pk]),
            act=_("Read and answer"),
            since=row.asked_at,
            section="people",
        )
