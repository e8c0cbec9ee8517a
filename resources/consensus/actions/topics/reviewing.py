"""Each page has a day on which it is looked at again; when it comes, its coordinators hear of it once."""

from django.db import transaction
from django.db.models import F, Q

from members.accounts.queries import network_coordinators
from network.activity.actions import record
from network.catalogue.actions import write
from network.kit.clock import now
from resources.consensus.activity.topics import DUE
from resources.consensus.models import Topic


def due(today=None):
    """Return published topics whose review date has come."""
    return Topic.objects.filter(published_at__isnull=False, review_on__lte=today or now().date())


@transaction.atomic
def tell_due():
    """Tell whoever answers for a page that is due, once for each date; returns how many pages were told of."""
    rows = due().filter(Q(told_due=None) | ~Q(told_due=F("review_on"))).select_for_update(of=("self",))
    count = 0
    for topic in rows.select_related("owner").order_by("pk"):
        owner = topic.owner if topic.owner and topic.owner.is_active and topic.owner.is_member else None
        names = [owner.pk] if owner else [one.pk for one in network_coordinators()]
        topic.told_due = topic.review_on
        topic.save(update_fields=["told_due", "changed_at"])
        detail = {"day": topic.review_on.isoformat()}
        record(DUE, by=None, subject=topic, audience=["coordinators", "network"], names=names, detail=detail)
        write(topic, force=True)
        count += 1
    return count
