"""Declared interests by name, for those who run a panel."""

from resources.consensus.models import Interest, Round
from resources.consensus.queries.rating.seats import done


def declared_in(panel):
    """Return [(Round, [Interest with something to tell], how many declared none)], the newest round first.

    Of an open round only of those who have finished it: who has begun is not told. What somebody leaves aside is not
    told by name at all: beside gaps in the figures it would tell what the others said.
    """
    found = []
    for round in panel.rounds.exclude(state=Round.State.PLANNED).order_by("-number"):
        round.panel = panel
        rows = Interest.objects.filter(round=round).select_related("panellist").order_by("panellist__name", "pk")
        if round.state == Round.State.OPEN:
            rows = rows.filter(panellist__in=done(round))
        rows = list(rows)
        told = [row for row in rows if row.has_any or row.sponsor]
        found.append((round, told, len(rows) - len(told)))
    return found
