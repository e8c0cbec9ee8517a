"""Fleiss' kappa: agreement of many raters who sort items into categories."""

from fractions import Fraction

from resources.consensus.engine.numbers import number
from resources.consensus.engine.tables import table_of_counts


def fleiss(table):
    """Return {"kappa", "free", "items", "raters", "undefined"} of a table items x categories of counts of raters.

    kappa = (P - P_e) / (1 - P_e), P the mean agreement of pairs within items, P_e the sum of squared shares of the
    categories; `free` is the free-marginal kappa of Randolph, whose P_e is one over the number of categories. Both at
    most 1; 0 is chance. Not defined (None, with a code): items have different numbers of ratings (take alpha), fewer
    than two raters, no items; kappa alone where one category takes everything; free alone with one category.

    Sources: Fleiss, Psychological Bulletin 76 (1971) 378; Randolph, "Free-marginal multirater kappa" (2005).
    """
    rows = table_of_counts(table)
    sizes = {sum(row) for row in rows}
    found = {"kappa": None, "free": None, "items": len(rows), "raters": max(sizes) if len(sizes) == 1 else None}
    if len(sizes) != 1:
        code = "unequal-raters" if sizes else "few-items"
        return found | {"undefined": {"kappa": code, "free": code}}
    n = sizes.pop()
    if n < 2:
        return found | {"undefined": {"kappa": "few-raters", "free": "few-raters"}}
    total = n * len(rows)
    observed = Fraction(sum(times * (times - 1) for row in rows for times in row), total * (n - 1))
    by_shares = sum(Fraction(sum(column), total) ** 2 for column in zip(*rows, strict=True))
    undefined = {}
    for key, chance in (("kappa", by_shares), ("free", Fraction(1, len(rows[0])))):
        if chance == 1:
            undefined[key] = "one-category"
        else:
            found[key] = number((observed - chance) / (1 - chance))
    return found | {"undefined": undefined}
