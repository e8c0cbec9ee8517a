"""Which groups may not be shown by themselves, so that nobody is found by looking or by subtracting."""


def hidden(sizes, smallest, *others):
    """Return the set of groups whose figures must not be shown beside those of the whole.

    `sizes` is {group: how many ratings}; `others` are further counts of the same groups that are published too (paired
    ratings, an earlier round): a group is shown only if it may be by each of them. Primary: fewer than `smallest`.
    Complementary: the whole minus the shown groups is what the hidden ones have together, so when that is fewer than
    `smallest` but not none, the smallest shown group is hidden too, until it is enough or nothing is left. A whole of
    fewer than `smallest` may itself not be shown; asking that is the caller's (`may_show`). Which one
    it is among groups of one size depends on the key alone.

    Source: Hundepool et al., "Statistical Disclosure Control" (Wiley, 2012), chapter 4: primary and secondary cells.
    """
    tables = [sizes, *others]
    keys = set().union(*tables)
    found = {key for key in keys if any(table.get(key, 0) < smallest for table in tables)}
    while found != keys and any(0 < sum(table.get(key, 0) for key in found) < smallest for table in tables):
        found.add(min(keys - found, key=lambda key: (sizes.get(key, 0), str(key))))
    return found


def may_show(n, smallest):
    """Whether figures over `n` ratings may be shown at all."""
    return n >= smallest
