"""What is outdated, and what an owner has not answered for how long."""

from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Least

from resources.library.models import AccessRequest, Resource
from resources.quality.models import Confirmation, Flag, Reminder
from resources.quality.terms import FLAGS_SHOWN


def flags_of(resource):
    """Return the flags of a resource that still hold, oldest first."""
    return list(Flag.objects.standing().filter(resource=resource).select_related("by", "edition"))


def is_told_outdated(flags):
    """Say whether others read that something is outdated: two say so, or its owner agrees."""
    return len(flags) >= FLAGS_SHOWN or any(flag.state == Flag.State.CONFIRMED for flag in flags)


def open_confirmation(resource):
    """Return the yearly question that waits for an answer, None if none does."""
    return Confirmation.objects.filter(resource=resource, answered_at=None).first()


def waiting_for_owner(*, access=True):
    """Return the published resources of members whose answer is wanted, each with `since`: the oldest question.

    Questions are flags, the yearly one, and (with `access`) requests of others to be let in. Any answer of the owner
    closes what it answers; what is still open after a year goes to the city.
    """
    flags = Flag.objects.open().filter(resource=OuterRef("pk")).order_by()
    asked = AccessRequest.objects.filter(resource=OuterRef("pk"), state="waiting").order_by()
    yearly = Confirmation.objects.filter(resource=OuterRef("pk"), answered_at=None).order_by()
    asked = asked if access else asked.none()
    waiting = Resource.objects.filter(state="published", owner__isnull=False)
    return (
        waiting.filter(Q(Exists(flags)) | Q(Exists(asked)) | Q(Exists(yearly)))
        .annotate(
            since=Least(
                flags.values("resource").annotate(first=Min("at")).values("first"),
                asked.values("resource").annotate(first=Min("asked_at")).values("first"),
                yearly.values("resource").annotate(first=Min("asked_at")).values("first"),
            )
        )
        .order_by("since", "pk")
    )


def waits_since(resource):
    """Return the moment of the oldest question to the owner of `resource` that is open, None if none is."""
    return waiting_for_owner().filter(pk=resource.pk).values_list("since", flat=True).first()


def reminded_of(resource, since):
    """Return the days after which its owner was reminded of what waits since `since`."""
    return set(Reminder.objects.filter(resource=resource, since=since).values_list("days", flat=True))
