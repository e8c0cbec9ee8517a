"""Which groups must not be shown by themselves: small ones, and what could be taken from the whole to find them.

Primary and complementary suppression (Hundepool et al., Statistical Disclosure Control, 2012, chapter 4): a group is
hidden where fewer people rated than the protocol lets be shown; so is what lays it open by taking the groups that are
shown from the whole. The same holds from round to round: where somebody left or came and nobody else seems to have
moved, the difference of two distributions is what they said.
"""

from collections import Counter

from resources.consensus import engine


def hidden(sizes, smallest, closed=()):
    """Return the set of groups that must not be shown, given {group: n who rated}.

    `closed`: groups that must not be shown for another reason, whatever their size. They are never the only ones with
    raters among the hidden: taking the shown ones from the whole would give exactly theirs.
    """
    closed = set(closed)
    while True:
        found = set(engine.hidden(sizes, smallest, {key: 0 if key in closed else n for key, n in sizes.items()}))
        others = sum(sizes[key] for key in found if key not in closed)
        shown = sorted((n, str(key), key) for key, n in sizes.items() if key not in found)
        mixed = sum(1 for key in found if sizes[key]) > 1 and (others or len(closed) > 1)
        if not closed or not shown or mixed:
            return found
        closed.add(shown[0][2])


def is_laid_open(before, now, smallest):
    """Whether two distributions {value: n} beside each other tell what those said who left or came in between.

    They do where one is the other but for fewer than `smallest` people: nobody else seems to have moved. Where all had
    said the same before, there is nothing that was not known.
    """
    old, new = _counter(before), _counter(now)
    if not old or not new or len(old + new) == 1:
        return False
    gone, came = (old - new).total(), (new - old).total()
    return (gone == 0) != (came == 0) and max(gone, came) < smallest


def hidden_since(befores, now, smallest):
    """Return (groups that must not be shown, whether the whole must not be shown either) beside rounds before.

    `befores`: [{group: {value: n}}] of each of them, `now`: {group: {value: n}}. Every sum of groups that can be
    computed from what is shown is looked at: each group, what is hidden together, and the whole.
    """
    sizes = {group: sum(counts.values()) for group, counts in now.items()}

    def lies_open(groups):
        return any(is_laid_open(_sum(before, groups), _sum(now, groups), smallest) for before in befores)

    closed = {group for group in now if lies_open([group])}
    found = hidden(sizes, smallest, closed)
    while found and lies_open(found):
        shown = sorted((sizes[group], str(group), group) for group in sizes if group not in found)
        if not shown:
            break
        closed.add(shown[0][2])
        found = hidden(sizes, smallest, closed)
    return found, lies_open(set(now).union(*befores))


def _sum(table, groups):
    total = Counter()
    for group in groups:
        total += _counter(table.get(group, {}))
    return total


def _counter(counts):
    return Counter({str(value): n for value, n in counts.items() if n})
