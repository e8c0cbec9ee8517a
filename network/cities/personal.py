"""What the cities hold about a person: the times as coordinator, and which acts of the partnership were theirs."""

from django.utils.translation import gettext_lazy as _

from network.cities.actions.coordinators import sync_editors
from network.cities.models import CoordinatorTerm
from network.kit.clock import now
from network.kit.personal import erases, exports, plain, spares

COLUMNS = ["cities.CoordinatorTerm.member"]


@exports("cities", _("Your time as coordinator"), holds=COLUMNS)
def mine(member):
    """Each term: city, from when to when."""
    terms = CoordinatorTerm.objects.filter(member=member).select_related("city").order_by("starts_on")
    return {
        "terms": [{"city": term.city.name} | plain(term, "starts_on", "ends_on", "ended_at") for term in terms],
    }


@erases("cities", order=30, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """End the terms that run; that the city had a coordinator then stays on record, without a name."""
    running = CoordinatorTerm.objects.filter(member=member, ended_at=None).select_related("city")
    cities = [term.city for term in running]
    running.update(ended_at=now())
    member.groups.clear()
    for city in cities:
        sync_editors(city)


spares(
    "cities.CoordinatorTerm.member",
    _("The partnership is a dated record: that somebody coordinated the city then is kept, who it was is not."),
    only="erase",
)
