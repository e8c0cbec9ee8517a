"""Median, percentiles and spread of one statement, exact. All take {rating: how often} with the lowest first, n > 0.

Percentile types are those of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50
(1996): programs differ in them, and a verdict may hang on which is used.
"""

from fractions import Fraction
from math import ceil, floor


def at(counts, position):
    """Return the rating at `position` (0-based, any integer) of the sorted ratings; beyond the ends, the end's."""
    seen = 0
    for value, times in counts.items():
        seen += times
        if position < seen:
            return value
    return value


def percentile(counts, percent, kind):
    """Return the `percent` percentile (0 to 100) as a Fraction, in units of the scale.

    `kind` 2: average at steps of the empirical distribution (SAS). 6: at p(n + 1), linear (SPSS, Minitab). 7: at
    1 + p(n - 1), linear (R, NumPy, spreadsheets). With one rating all are that rating.
    """
    n = sum(counts.values())
    p = Fraction(percent, 100)
    if kind == 2:
        place = n * p
        if place.denominator == 1:
            return Fraction(at(counts, int(place) - 1) + at(counts, int(place)), 2)
        return Fraction(at(counts, ceil(place) - 1))
    if kind == 6:
        place = (n + 1) * p - 1
    elif kind == 7:
        place = (n - 1) * p
    else:
        raise ValueError("percentile is one of 2, 6, 7.")
    below = floor(place)
    low, high = at(counts, below), at(counts, below + 1)
    return low + (place - below) * (high - low)


def median(counts):
    """Return the median as a Fraction: with an even number the mean of the two in the middle (may end in one half)."""
    n = sum(counts.values())
    return Fraction(at(counts, (n - 1) // 2) + at(counts, n // 2), 2)


def mean_deviation(counts):
    """Return the mean absolute deviation from the median, in units of the scale."""
    middle = median(counts)
    return sum(abs(value - middle) * times for value, times in counts.items()) / Fraction(sum(counts.values()))
