"""Kendall's W: whether raters put the statements in the same order."""

from collections import Counter
from fractions import Fraction

from resources.consensus.engine.chances import chi_square_tail
from resources.consensus.engine.numbers import number
from resources.consensus.engine.tables import rectangle


def kendall(matrix):
    """Return {"w", "chi2", "df", "p", "raters", "items", "left_out", "undefined"} of raters x items.

    Each row is one rater's ratings (finite numbers, None for missing); whoever did not rate every item is left out and
    counted in `left_out`. Ranks within a rater, ties averaged. With m raters, n items, R_j the sum of ranks of an
    item: S = sum (R_j - m(n + 1)/2)^2, T = sum over raters of sum (t^3 - t) over their ties, W = 12 S / (m^2 (n^3 - n)
    - m T), chi2 = m (n - 1) W with n - 1 degrees of freedom (approximate where raters and items are few). W is from 0
    (no common order) to 1 (the same order). Not defined (None, with a code): fewer than two raters or items, or every
    rater gives everything the same. ValueError when rows differ in length.

    Source: Kendall and Gibbons, "Rank Correlation Methods" (5th ed., 1990), chapter 6, with correction for ties.
    """
    rows, n = rectangle(matrix)
    whole = [row for row in rows if None not in row]
    m = len(whole)
    found = {"w": None, "chi2": None, "df": None, "p": None, "raters": m, "items": n, "left_out": len(rows) - m}
    if m < 2 or n < 2:
        return found | {"undefined": {"w": "few-raters" if m < 2 else "few-items"}}
    sums, ties = [0] * n, 0
    for row in whole:
        counts = Counter(row)
        twice, below = {}, 0
        for value in sorted(counts):
            # Ranks below + 1 … below + times, on the average; doubled, so that they are whole.
            twice[value] = 2 * below + counts[value] + 1
            below += counts[value]
            ties += counts[value] ** 3 - counts[value]
        for place, value in enumerate(row):
            sums[place] += twice[value]
    s = Fraction(sum((twice_rank - m * (n + 1)) ** 2 for twice_rank in sums), 4)
    bottom = m * m * (n**3 - n) - m * ties
    if not bottom:
        return found | {"undefined": {"w": "all-tied"}}
    w = 12 * s / bottom
    chi2 = m * (n - 1) * w
    p = number(chi_square_tail(float(chi2), n - 1))
    return found | {"w": number(w), "chi2": number(chi2), "df": n - 1, "p": p, "undefined": {}}
