"""The statistics of consensus, exact, without Django: computed as fractions and rounded once, at the end."""

from resources.consensus.engine.items import groups, item, of_counts, under_quorum
from resources.consensus.engine.rules import Rules
from resources.consensus.engine.suppression import hidden, may_show
from resources.consensus.engine.verdicts import consensus, is_stable, verdict

VERSION = "1.0"
"""Stored with every closed round; raised when any figure or verdict would come out differently."""

__all__ = [
    "VERSION",
    "Rules",
    "consensus",
    "groups",
    "hidden",
    "is_stable",
    "item",
    "may_show",
    "of_counts",
    "under_quorum",
    "verdict",
]
