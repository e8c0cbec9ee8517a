"""Who asked for what, and what waits for an answer."""

from django.db.models import Q

from members.accounts.queries import standing
from network.kit.clock import now
from resources.library.models import AccessRequest, Resource


def request_of(resource, member):
    """Return the newest request of `member` for `resource`, None if there is none."""
    return AccessRequest.objects.filter(resource=resource, member=member).order_by("-asked_at", "-pk").first()


def waiting_for(member):
    """Return the requests that wait for the answer of `member`: for their own works, and for those of their cities."""
    if not member.is_authenticated:
        return AccessRequest.objects.none()
    mine = Q(resource__owner=member)
    if cities := list(standing(member).coordinates):
        mine |= Q(resource__owner=None, resource__owner_city__in=cities)
    return AccessRequest.objects.filter(
        mine, state=AccessRequest.State.WAITING, resource__state=Resource.State.PUBLISHED
    )


def let_in(resource):
    """Return the grants of a resource that are open now, newest first."""
    granted = AccessRequest.objects.filter(resource=resource, state=AccessRequest.State.GRANTED)
    return granted.filter(Q(expires_at=None) | Q(expires_at__gt=now())).select_related("member__home_city")
