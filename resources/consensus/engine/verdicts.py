"""What becomes of a statement when a round closes."""

from resources.consensus.engine import seventy
from resources.consensus.engine.appropriateness import classify
from resources.consensus.engine.rules import EVERY_GROUP, HALF, RAM, SEVENTY

NOT_ASKED = 100
"""A `stable_percent` from which stability is not asked for."""


def verdict(whole, groups, rules, stability=None, is_last=False):
    """Return "agreed", "rejected", "open" (goes on) or "unsettled" (no consensus after the last round).

    `whole` and the values of `groups` are what `item` returned; `stability` is what `stability()` returned, or None
    when there is nothing to compare with (the first round, a new wording). In the last round the protocol's definition
    decides by itself. Before it, a statement settles only when it also is stable, and, by RAND/UCLA, when every rule of
    percentiles and counting finds the same: where they differ, the panel talks about it first. Under quorum nothing is
    ever settled.
    """
    if whole["under_quorum"]:
        return "unsettled" if is_last else "open"
    said = consensus(whole, groups, rules)
    if is_last:
        return said or "unsettled"
    if said is None or not is_stable(stability, rules):
        return "open"
    if rules.definition == RAM and whole["rule_sensitive"]:
        return "open"
    return said


def is_stable(stability, rules):
    """Whether fewer than the declared percent of the paired ratings changed third; not when none are paired."""
    if rules.stable_percent >= NOT_ASKED:
        return True
    if not stability or not stability["n"]:
        return False
    return stability["changed_third"] * 100 < rules.stable_percent * stability["n"]


def consensus(whole, groups, rules):
    """Return "agreed", "rejected" or None: what the definition says, whether or not there is a quorum.

    A group of the panel in which nobody rated has not agreed, where every group is asked.
    """
    everyone = list(groups.values()) or [whole]
    asked = everyone if rules.scope == EVERY_GROUP else [whole]
    each = {_one(figures, rules) for figures in asked}
    said = each.pop() if len(each) == 1 else None
    if rules.definition == RAM or rules.out_rule != HALF:
        return said
    if said == "agreed":
        return said
    return "rejected" if all(_at_most_half(figures["thirds"]) for figures in everyone) else None


def _one(figures, rules):
    parts = figures["thirds"]
    n = sum(parts)
    if not n:
        return None
    if rules.definition == RAM:
        classes = {"appropriate": "agreed", "inappropriate": "rejected"}
        return classes.get(classify(figures["region"], figures["disagreement"]))
    if rules.definition == SEVENTY:
        return {"in": "agreed", "out": "rejected"}.get(seventy.one(parts))
    if seventy.reaches(parts[2], n, rules.threshold):
        return "agreed"
    return "rejected" if seventy.reaches(parts[0], n, rules.threshold) else None


def _at_most_half(parts):
    n = sum(parts)
    return n > 0 and parts[2] * 100 <= seventy.HALF_PERCENT * n
