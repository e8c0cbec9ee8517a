"""What of the reports waits on a desk: drafts that want to be sent, and cities that ask for a yes."""

from django.db.models import Q
from django.utils.translation import gettext as _

from members.accounts.queries import standing
from network.desk.waiting import Row, waits
from resources.adaptations.models import Adaptation


@waits(lambda member: Adaptation.objects.filter(by=member, state=Adaptation.State.DRAFT))
def drafts(member, things):
    """One row for each report that was begun."""
    for draft in things.select_related("resource").prefetch_related("resource__texts"):
        yield Row(
            sentence=_("Your report on “%(title)s” is not sent yet") % {"title": draft.resource.title},
            address=draft.get_absolute_url(),
            act=_("Go on"),
            since=draft.changed_at,
            section="due",
        )


def asking(member):
    """Reports whose city asks `member` to let it share a changed version."""
    waiting = Adaptation.objects.published().filter(asked_at__isnull=False, allowed_at=None)
    mine = Q(resource__owner=member) | Q(
        resource__owner=None, resource__owner_city__in=list(standing(member).coordinates)
    )
    return waiting.filter(mine)


@waits(asking)
def questions(member, things):
    """One row for each city that waits for an answer."""
    for report in things.select_related("resource", "city").prefetch_related("resource__texts"):
        words = {"city": report.city, "title": report.resource.title}
        yield Row(
            sentence=_("%(city)s asks to share its version of “%(title)s”") % words,
            address=report.get_absolute_url(),
            act=_("Read and answer"),
            since=report.asked_at,
            section="people",
        )
