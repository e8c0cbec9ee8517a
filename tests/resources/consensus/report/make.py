"""A panel of seven in two groups, of which one is too small to be shown, with two closed rounds."""

from datetime import timedelta

from network.kit.clock import now
from resources.consensus.actions.results import closing
from tests.factories import consensus


def ended(by, cities, **fields):
    """Return a panel of seven whose two rounds are over: statement 1 agreed, 2 and 3 not."""
    people = consensus.crowd(7, cities)
    groups = ["peers"] * 5 + ["officials"] * 2
    panel = consensus.panel(by, groups=("peers", "officials"), rounds=2, **fields)
    seats = [seat for _row, seat in consensus.seated(panel, list(zip(people, groups, strict=True)), by=by)]
    first = {seat: [9, 5 + place % 3, 1 + place] for place, seat in enumerate(seats)}
    second = {seat: [9, 5 + place % 2, 1 + (place * 3) % 9] for place, seat in enumerate(seats)}
    for values in (first, second):
        moment = now() - timedelta(days=1)
        round = consensus.opened(panel, days=2, at=moment)
        consensus.rate_all(round, values)
        closing.close(round, by=by)
        panel.refresh_from_db()
    return panel
