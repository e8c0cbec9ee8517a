"""By which rules a panel agrees, as plain values: what a protocol holds, without a table."""

from dataclasses import dataclass, fields
from functools import cached_property

PERCENT, RAM, SEVENTY = "percent", "ram", "70-15"
MIRROR, HALF = "mirror", "half"
OVERALL, EVERY_GROUP = "overall", "every-group"
PERCENTILES = (2, 6, 7)
FARTHEST = 100
"""No scale reaches farther from zero."""


@dataclass(frozen=True)
class Rules:
    """How ratings are read and judged. ValueError, in a sentence, for what no panel can be judged by.

    `low`, `high`: ends of the scale, whole numbers. `definition`: "percent" (at least `threshold` percent in the upper
    third), "ram" (RAND/UCLA, scale 1-9 only) or "70-15". `out_rule`: "mirror" (the same percents in the lower third)
    or "half" (at most 50 percent in the upper third, in every group). `scope`: "overall" or "every-group".
    `percentile`: 2, 6 or 7, the type of Hyndman and Fan. `quorum`: fewest ratings of a statement; `quorum_percent`:
    fewest percent of those invited. `stable_percent`: stable when fewer than this percent of the paired ratings changed
    third; 100 does not ask for stability.
    """

    low: int = 1
    high: int = 9
    definition: str = PERCENT
    threshold: int = 75
    out_rule: str = MIRROR
    scope: str = OVERALL
    percentile: int = 7
    quorum: int = 8
    quorum_percent: int = 70
    stable_percent: int = 15

    def __post_init__(self):
        """Refuse what contradicts itself."""
        for field in fields(self):
            if field.type is int and type(getattr(self, field.name)) is not int:
                raise ValueError(f"{field.name} must be a whole number.")
        if not -FARTHEST <= self.low < self.high <= FARTHEST:
            raise ValueError(f"A scale must rise, and its ends must be whole numbers from {-FARTHEST} to {FARTHEST}.")
        for name, known in (
            ("definition", (PERCENT, RAM, SEVENTY)),
            ("out_rule", (MIRROR, HALF)),
            ("scope", (OVERALL, EVERY_GROUP)),
            ("percentile", PERCENTILES),
        ):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} must be one of {', '.join(map(str, known))}.")
        if self.definition == RAM and not self.is_ram_scale:
            raise ValueError("RAND/UCLA is defined for a scale from 1 to 9 only.")

    @property
    def is_ram_scale(self):
        """Whether IPRAS is defined: its constants belong to a scale from 1 to 9 with 5 in the middle."""
        return (self.low, self.high) == (1, 9)

    @cached_property
    def third(self):
        """How many ratings the lower and the upper third have: a third of the scale, rounded (9 points: 3, 7 and 5: 2).

        On seven points that is the two highest, as in DELPHISTAR (PMC11346927).
        """
        return (self.high - self.low + 2) // 3

    @cached_property
    def values(self):
        """Every rating of the scale, lowest first."""
        return range(self.low, self.high + 1)

    def third_of(self, value):
        """Return 0, 1 or 2: lower, middle or upper third of the scale."""
        return 0 if value < self.low + self.third else 2 if value > self.high - self.third else 1
