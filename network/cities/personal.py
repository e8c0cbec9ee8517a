"""What the cities hold about a person: the times as coordinator, and which acts of the partnership were theirs."""

from django.utils.translation import gettext_lazy as _

from network.cities import actions
from network.cities.actions.coordinators import sync_editors
from network.cities.models import CoordinatorTerm, HandOver, TableImport
from network.kit.clock import now
from network.kit.personal import erases, exports, plain, retains, spares

COLUMNS = ["cities.CoordinatorTerm.member", "cities.HandOver.successor", "cities.TableImport.by"]


@exports("cities", _("Your time as coordinator"), holds=COLUMNS)
def mine(member):
    """Each term: city, from when to when; what was taken over; tables brought in, as long as they are kept."""
    terms = CoordinatorTerm.objects.filter(member=member).select_related("city").order_by("starts_on")
    return {
        "terms": [{"city": term.city.name} | plain(term, "starts_on", "ends_on", "ended_at") for term in terms],
        "taken_over": [
            {"city": done.term.city.name} | plain(done, "at", "moved")
            for done in HandOver.objects.filter(successor=member).select_related("term__city").order_by("at")
        ],
        "tables": [
            plain(table, "kind", "name", "created_at", "done_at")
            for table in TableImport.objects.filter(by=member).defer("content").order_by("created_at")
        ],
    }


@erases("cities", order=30, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """End the terms that run; that the city had a coordinator then stays on record, without a name."""
    TableImport.objects.filter(by=member).delete()
    HandOver.objects.filter(successor=member).update(successor=None)
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


@retains("cities.tables", _("Tables brought in at the desk"), days=30, why=_("so that refused rows can be mended"))
def old_tables(before, limit):
    """Let go of tables, done or not; what they wrote stays."""
    return actions.forget_tables(before, limit)
