"""RAND/UCLA appropriateness (RAM): region of the median, disagreement by IPRAS and by counting.

Source: Fitch et al., "The RAND/UCLA Appropriateness Method User's Manual" (RAND, 2001). Which type of percentile its
own program used is not known, and verdicts differ between types: all are computed, the declared one decides.
"""

from fractions import Fraction

from resources.consensus.engine.percentiles import percentile
from resources.consensus.engine.rules import PERCENTILES

SMALLEST_COUNTED = 8
"""Below this many ratings the rule that counts is not published."""
AT_REST = Fraction(235, 100)
"""IPR that is needed for disagreement when ratings are symmetric. BMJ Open 2012;2:e001431 prints 2.5 but computes with
2.35: only that gives its IPRAS of 6.1."""
CORRECTION = Fraction(3, 2)
MIDDLE = 5


def region(median, rules):
    """Return "low", "middle" or "high": in which third of the scale the median lies.

    A median between two thirds belongs to the higher one (on 1-9: 3.5 is middle, 6.5 is high), as PMC2722433 table 3
    applies it. So it is not symmetric.
    """
    if median < rules.low + rules.third - Fraction(1, 2):
        return "low"
    return "high" if median >= rules.high - rules.third + Fraction(1, 2) else "middle"


def spread(counts, kind):
    """Return (P30, P70, IPR, IPRAS) on a scale of 1-9, as Fractions, by one type of percentile.

    IPR = P70 - P30; IPRCP = (P30 + P70) / 2; AI = |5 - IPRCP|; IPRAS = 2.35 + 1.5 AI. IPRAS is never below 2.35.
    """
    low, high = percentile(counts, 30, kind), percentile(counts, 70, kind)
    return low, high, high - low, AT_REST + CORRECTION * abs(MIDDLE - (low + high) / 2)


def disagreement(counts, kind):
    """Whether IPR exceeds IPRAS, strictly: a DI of exactly 1 is no disagreement."""
    _low, _high, ipr, ipras = spread(counts, kind)
    return ipr > ipras


def disagreement_by_count(parts):
    """Whether at least k ratings lie in the lower third and at least k in the upper, k = floor((n + 1) / 3).

    None below eight ratings: no rule is published. k reproduces BMC Med Inform Decis Mak 12:93 table 7 (8-10: 3, 11-13:
    4, 14-16: 5) and PMC5966219 table 4 (17-19: 6, 20-22: 7, 23-25: 8).
    """
    n = sum(parts)
    if n < SMALLEST_COUNTED:
        return None
    return min(parts[0], parts[2]) >= (n + 1) // 3


def disagreement_by(counts, parts):
    """Return {"2", "6", "7", "classic": whether that rule finds disagreement; None where it is not defined}."""
    found = {str(kind): disagreement(counts, kind) for kind in PERCENTILES}
    return found | {"classic": disagreement_by_count(parts)}


def classify(where, disagree):
    """Return "appropriate", "uncertain" or "inappropriate" from the region of the median and disagreement."""
    if disagree or where == "middle":
        return "uncertain"
    return "appropriate" if where == "high" else "inappropriate"
