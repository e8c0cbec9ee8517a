"""Attrition: whether those who left had rated otherwise than those who stayed."""

from resources.consensus.engine.numbers import number
from resources.consensus.engine.percentiles import median
from resources.consensus.engine.rules import Rules
from resources.consensus.engine.tallies import tally

APART = 1
"""Medians that differ by so many points of the scale are flagged."""


def attrition(stayers, dropouts, rules=None):
    """Compare ratings of the first round of those who stayed with those who dropped out later, for one statement.

    Both are ratings or None. Returns {"n_stayers", "n_dropouts", "median_stayers", "median_dropouts", "difference"
    (dropouts minus stayers, points of the scale), "flag" (the medians are 1 or more apart), "undefined"}. Where one
    side has no rating, what needs it is None.
    """
    rules = rules or Rules()
    stayed, left = tally(stayers, rules)[0], tally(dropouts, rules)[0]
    middles = [median(counts) if counts else None for counts in (stayed, left)]
    difference = None if None in middles else middles[1] - middles[0]
    found = {
        "n_stayers": sum(stayed.values()),
        "n_dropouts": sum(left.values()),
        "median_stayers": number(middles[0]),
        "median_dropouts": number(middles[1]),
        "difference": number(difference),
        "flag": None if difference is None else abs(difference) >= APART,
    }
    return found | {"undefined": {key: "no-ratings" for key, value in found.items() if value is None}}
