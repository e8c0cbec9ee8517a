"""What somebody can compute who has every published table: sums and differences of groups, and of rounds."""

from collections import Counter
from itertools import combinations


def tables(document):
    """Return {statement: {group or "all": Counter of ratings}} of a JSON document of results."""
    return {
        one["statement"]: {
            row["group"]: Counter({value: n for value, n in row["counts"].items() if n}) for row in one["figures"]
        }
        for one in document["statements"]
    }


def computed(table):
    """Yield (how, Counter) of all that one table gives: each group, and the whole less any choice of groups."""
    groups = {name: counts for name, counts in table.items() if name != "all"}
    yield from groups.items()
    if "all" not in table:
        return
    yield "all", table["all"]
    for size in range(1, len(groups) + 1):
        for chosen in combinations(sorted(groups), size):
            if "rest" in chosen:
                continue
            yield f"all less {chosen}", table["all"] - sum((groups[name] for name in chosen), Counter())


def small_ones(document, smallest):
    """Return every (statement, how, n) that tells of fewer than `smallest` people."""
    return [
        (statement, how, counts.total())
        for statement, table in tables(document).items()
        for how, counts in computed(table)
        if 0 < counts.total() < smallest
    ]


def leavers(first, second, smallest):
    """Return every (statement, how, ratings) by which two rounds tell what those said who left or came in between.

    Where all other ratings stand still, the difference of two tables is theirs; where all had said the same, it is
    nothing new.
    """
    found, before = [], tables(first)
    for statement, table in tables(second).items():
        known = dict(computed(before.get(statement, {})))
        for how, counts in computed(table):
            old = known.get(how, Counter())
            gone, came = old - counts, counts - old
            if not old or len(old + counts) == 1 or (gone and came) or not (gone or came):
                continue
            if (gone or came).total() < smallest:
                found.append((statement, how, dict(gone or came)))
    return found
