"""Fair rotations: who sits through which hours over a season, computed exactly.

`plan` finds, for a list of days, the starts that burden the worst-off place least over the whole season, and among
these the ones with the least burden in all. The answer is proved by an integer programme (HiGHS), not guessed.
"""

from meetings.polls.planner.pain import HOURS, Impossible, pain, vector
from meetings.polls.planner.season import Plan, compare, plan

__all__ = ["HOURS", "Impossible", "Plan", "compare", "pain", "plan", "vector"]
