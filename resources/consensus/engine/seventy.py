"""The rule of 70/15, and percent agreement. Whole numbers are compared, never rounded percents."""

from resources.consensus.engine.rules import EVERY_GROUP, HALF, MIRROR, OVERALL

MANY, FEW, HALF_PERCENT = 70, 15, 50


def reaches(hits, n, percent):
    """Whether `hits` of `n` are at least `percent` percent; None when n is 0."""
    return hits * 100 >= percent * n if n else None


def one(parts, out_rule=MIRROR):
    """Return "in", "out" or "none" for the thirds [lower, middle, upper] of one set of ratings; None for no rating.

    In: at least 70 percent in the upper third and fewer than 15 percent in the lower. Out, "mirror": the other way
    round; "half": at most 50 percent in the upper third. Sources: Trials 2015, s13063-015-1011-8 table 1; the variants,
    PMC10860107 table T2.
    """
    low, _middle, high = parts
    n = sum(parts)
    if not n:
        return None
    if high * 100 >= MANY * n and low * 100 < FEW * n:
        return "in"
    if out_rule == HALF:
        return "out" if high * 100 <= HALF_PERCENT * n else "none"
    return "out" if low * 100 >= MANY * n and high * 100 < FEW * n else "none"


def every(parts_by_group, out_rule=MIRROR):
    """Return "in" or "out" where each group by itself says so, else "none"; None when a group has no rating."""
    found = {one(parts, out_rule) for parts in parts_by_group}
    if not found or None in found:
        return None
    return found.pop() if len(found) == 1 else "none"


def among(parts_by_group, out_rule=MIRROR, scope=OVERALL):
    """Return the verdict of the declared variant over {group: thirds}.

    `scope` "overall" pools the groups; "every-group" asks each. "half" asks each group in either.
    """
    groups = list(parts_by_group.values())
    each = every(groups, out_rule)
    if scope == EVERY_GROUP:
        return each
    pooled = one([sum(part) for part in zip(*groups, strict=True)] or [0, 0, 0], out_rule)
    if out_rule == HALF and pooled == "out" and each != "out":
        return "none"
    return pooled
