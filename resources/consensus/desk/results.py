"""Remarks that wait to be read by those who run a panel."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.desk.waiting import Row, waits
from resources.consensus.models import Panellist, Remark, Round
from resources.consensus.queries.results.page import title_of


def _mine(member):
    rows = Round.objects.filter(
        panel__facilitators=member, state=Round.State.CLOSED, remarks__state=Remark.State.WAITING,
        remarks__seat__is_withdrawn=False,
    )  # fmt: skip
    on_it = Panellist.objects.filter(member=member, state__in=(Panellist.State.INVITED, Panellist.State.ACCEPTED))
    return rows.exclude(panel__in=on_it.values("panel")).distinct()


@waits(_mine)
def remarks(member, things):
    """One row for each closed round with remarks that nobody has read."""
    waiting = dict(
        Remark.objects.filter(round__in=things, state=Remark.State.WAITING, seat__is_withdrawn=False)
        .order_by().values_list("round").annotate(Count("pk"))
    )  # fmt: skip
    for round in things.select_related("panel"):
        n = waiting.get(round.pk, 0)
        words = ngettext("%(n)s remark of round %(number)s of “%(title)s” waits to be read",
                         "%(n)s remarks of round %(number)s of “%(title)s” wait to be read", n)  # fmt: skip
        yield Row(
            sentence=words % {"n": n, "number": round.number, "title": title_of(round.panel)[0]},
            address=reverse("consensus:moderate", args=[round.pk]),
            act=_("Read them"),
            since=round.closed_at,
        )
