"""Krippendorff's alpha: how much raters agree beyond chance, whoever missed what."""

from collections import Counter
from fractions import Fraction

from resources.consensus.engine.numbers import number
from resources.consensus.engine.tables import rectangle

MOST_VALUES = 1000


def krippendorff(matrix):
    """Return {"nominal", "ordinal", "interval", "units", "values", "undefined"} of raters x items, None for missing.

    alpha = 1 - D_o / D_e, from coincidences within items that two or more rated (`units` of them, `values` ratings in
    all); 1 is perfect, 0 what chance gives, below 0 worse. `ordinal` is the level for ratings of 1-9. Not defined
    (None, with a code): no item has two ratings, or only one value occurs. ValueError for rows of different length and
    for more than 1,000 different values.

    Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011), section C.
    """
    rows, _width = rectangle(matrix)
    units = [Counter(value for value in column if value is not None) for column in zip(*rows, strict=True)]
    units = [(unit, times) for unit in units if (times := unit.total()) > 1]
    totals = Counter()
    for unit, _times in units:
        totals.update(unit)
    values, n = sorted(totals), totals.total()
    if len(values) > MOST_VALUES:
        raise ValueError(f"There are more than {MOST_VALUES} different values.")
    found = {"units": len(units), "values": n}
    if len(values) < 2:
        code = "one-value" if values else "no-pairs"
        return dict.fromkeys(LEVELS) | found | {"undefined": dict.fromkeys(LEVELS, code)}
    before, sums = {}, 0
    for value in values:
        # Twice the middle rank of a value: the ordinal distance is that between middle ranks.
        before[value] = 2 * sums + totals[value]
        sums += totals[value]
    coincidences = _coincidences(units)
    for level in LEVELS:
        distance = DISTANCES[level]
        observed = sum(times * distance(a, b, before) for (a, b), times in coincidences.items())
        expected = sum(
            totals[a] * totals[b] * distance(a, b, before) for i, a in enumerate(values) for b in values[i + 1 :]
        )
        found[level] = number(1 - (n - 1) * Fraction(observed) / expected)
    return found | {"undefined": {}}


LEVELS = ("nominal", "ordinal", "interval")
DISTANCES = {
    "nominal": lambda a, b, before: 1,
    "ordinal": lambda a, b, before: (before[a] - before[b]) ** 2,
    "interval": lambda a, b, before: (a - b) ** 2,
}
"""Squared distances; a common factor does not matter, since it stands above and below the line."""


def _coincidences(units):
    """Return {(a, b): how often a and b, a < b, meet in one item}; each item weighs by its number of ratings."""
    found = {}
    for unit, times in units:
        values = sorted(unit)
        for i, a in enumerate(values):
            for b in values[i + 1 :]:
                found[a, b] = found.get((a, b), 0) + Fraction(unit[a] * unit[b], times - 1)
    return found
