"""Whose last rating stands apart from what the panel came to: they are asked why, by their own page alone."""

from resources.consensus.models import Item, Rating, Round
from resources.consensus.presets import thirds
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating.sheet import sheet_of

SETTLED = (Item.State.AGREED, Item.State.REJECTED)


def stands_apart(value, verdict, held):
    """Whether a rating lies outside the third that the verdict stands for."""
    if value is None or verdict not in SETTLED:
        return False
    low, high = thirds(held["low"], held["high"])
    return value < high if verdict == Item.State.AGREED else value > low


def rows_apart(round, seat, member):
    """Return (Sheet, rows) of a closed round: the statements that settled in it otherwise than this person rated."""
    sheet = sheet_of(round, seat, member)
    return sheet, [row for row in sheet.rows if stands_apart(row.value, row.entry.verdict, sheet.held)]


def asked_of(panellist):
    """Return the newest closed round of the panel in which this person stands apart somewhere, or None."""
    from resources.consensus.keys import seat_key

    held = in_force(panellist.panel)
    rows = Rating.objects.filter(
        seat=seat_key(panellist), entry__round__state=Round.State.CLOSED, entry__verdict__in=SETTLED
    ).select_related("entry__round")
    apart = [row.entry.round for row in rows if stands_apart(row.value, row.entry.verdict, held)]
    return max(apart, key=lambda round: round.number, default=None)
