"""The statistics of consensus, exact, without Django: computed as fractions and rounded once, at the end.

Figures that are not defined are None, and `undefined` of the same result says by a code why; `undefined.py` of the room
has a sentence for each code.
"""

from resources.consensus.engine.ballots import nominal_group
from resources.consensus.engine.change import stability
from resources.consensus.engine.concordance import kendall
from resources.consensus.engine.dropouts import attrition
from resources.consensus.engine.items import groups, item, of_counts, under_quorum
from resources.consensus.engine.majority import apmo
from resources.consensus.engine.many_raters import fleiss
from resources.consensus.engine.reliability import krippendorff
from resources.consensus.engine.rules import Rules
from resources.consensus.engine.suppression import hidden, may_show
from resources.consensus.engine.two_raters import cohen
from resources.consensus.engine.verdicts import consensus, is_stable, verdict

VERSION = "1.0"
"""Stored with every closed round; raised when any figure or verdict would come out differently."""

__all__ = [
    "VERSION",
    "Rules",
    "apmo",
    "attrition",
    "cohen",
    "consensus",
    "fleiss",
    "groups",
    "hidden",
    "is_stable",
    "item",
    "kendall",
    "krippendorff",
    "may_show",
    "nominal_group",
    "of_counts",
    "stability",
    "under_quorum",
    "verdict",
]
