"""Cohen's kappa and its company: agreement of two raters, or of one with herself."""

from fractions import Fraction
from math import sqrt

from resources.consensus.engine.chances import Z_95
from resources.consensus.engine.numbers import number
from resources.consensus.engine.tables import table_of_counts


def cohen(table):
    """Return {"n", "po", "kappa", "se", "low", "high", "ac1", "undefined"} of a square table of pairs.

    Rows are the categories of one rater, columns those of the other, in the same order. po: share on which both agree,
    0 to 1. kappa = (po - pe) / (1 - pe); se is the full large-sample standard error of Fleiss, Cohen and Everitt, and
    `low`, `high` are kappa -/+ 1.96 se (not cut at -1 and 1). ac1 is Gwet's, steady where one category is rare. With
    two categories `pabak` = 2 po - 1, else it is absent; with more, `linear` and `quadratic` are the weighted kappas
    of ordered categories. Not defined (None, with a code): no pair, or both raters use one and the same category only
    (then agreement is 100 percent, and no chance is left to correct for). ValueError for a table that is not square.

    Sources: Fleiss, Cohen, Everitt, Psychological Bulletin 72 (1969) 323; Gwet, Br J Math Stat Psychol 61 (2008) 29;
    Byrt, Bishop, Carlin, J Clin Epidemiol 46 (1993) 423.
    """
    rows = table_of_counts(table)
    if not rows or any(len(row) != len(rows) for row in rows):
        raise ValueError("The table must be as high as it is wide.")
    size, n = len(rows), sum(map(sum, rows))
    keys = [
        "po",
        "kappa",
        "se",
        "low",
        "high",
        "ac1",
        *(["pabak"] if size == 2 else ["linear", "quadratic"][: size - 1]),
    ]
    found = {"n": n} | dict.fromkeys(keys)
    if not n:
        return found | {"undefined": dict.fromkeys(keys, "no-pairs")}
    counts = {(a, b): times for a, row in enumerate(rows) for b, times in enumerate(row) if times}
    po = Fraction(sum(rows[a][a] for a in range(size)), n)
    found["po"] = number(po)
    found["ac1"] = number(_ac1(rows, po, n))
    if size == 2:
        found["pabak"] = number(2 * po - 1)
    elif size > 2:
        found |= {"linear": number(weighted(counts, 1)), "quadratic": number(weighted(counts, 2))}
    kappa = weighted(counts, 0)
    if kappa is not None:
        se = _standard_error(rows, kappa, n)
        found |= {"kappa": number(kappa), "se": number(se)}
        found |= {"low": number(float(kappa) - Z_95 * se), "high": number(float(kappa) + Z_95 * se)}
    return found | {"undefined": {key: "one-category" for key in keys if found[key] is None}}


def weighted(counts, power):
    """Return kappa as a Fraction from {(one, other): how often}, disagreement weighing |one - other| ** `power`.

    Power 0: unweighted; 1: linear; 2: quadratic. None where chance alone would agree always.
    """
    n = sum(counts.values())
    ones, others = {}, {}
    for (one, other), times in counts.items():
        ones[one] = ones.get(one, 0) + times
        others[other] = others.get(other, 0) + times
    expected = sum(
        a * b * abs(one - other) ** power for one, a in ones.items() for other, b in others.items() if one != other
    )
    observed = sum(times * abs(one - other) ** power for (one, other), times in counts.items() if one != other)
    return 1 - Fraction(observed * n, expected) if expected else None


def _ac1(rows, po, n):
    size = len(rows)
    if size < 2:
        return None
    shares = [Fraction(sum(rows[a]) + sum(row[a] for row in rows), 2 * n) for a in range(size)]
    chance = sum(share * (1 - share) for share in shares) / (size - 1)
    return (po - chance) / (1 - chance)


def _standard_error(rows, kappa, n):
    size = len(rows)
    across = [Fraction(sum(row), n) for row in rows]
    down = [Fraction(sum(row[a] for row in rows), n) for a in range(size)]
    chance = sum(a * b for a, b in zip(across, down, strict=True))
    rest = 1 - kappa
    agreed = sum(Fraction(rows[a][a], n) * (1 - (across[a] + down[a]) * rest) ** 2 for a in range(size))
    apart = sum(
        Fraction(rows[a][b], n) * (down[a] + across[b]) ** 2 for a in range(size) for b in range(size) if a != b
    )
    variance = (agreed + rest**2 * apart - (kappa - chance * rest) ** 2) / ((1 - chance) ** 2 * n)
    return sqrt(max(variance, 0))
