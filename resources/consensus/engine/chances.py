"""Probabilities under the chi-square and the normal distribution, from the functions of `math` alone."""

from math import erfc, exp, fsum, lgamma, log, sqrt

Z_95 = 1.959963984540054
"""Two-sided 95 percent of the normal distribution."""


def chi_square_tail(x, df):
    """Return P(X >= x) for a chi-square of `df` degrees of freedom (a whole number of at least 1), from 0 to 1.

    The regularised upper incomplete gamma function Q(df/2, x/2) is a finite sum for whole `df` (Abramowitz and Stegun
    26.4.4 and 26.4.5); terms are summed by their logarithms, so that many degrees of freedom neither overflow nor
    vanish.
    """
    if x <= 0:
        return 1.0
    half = x / 2
    if df % 2:
        start = erfc(sqrt(half))
        terms = [exp((k - 0.5) * log(half) - half - lgamma(k + 0.5)) for k in range(1, (df - 1) // 2 + 1)]
    else:
        start = 0.0
        terms = [exp(k * log(half) - half - lgamma(k + 1)) for k in range(df // 2)]
    return min(1.0, start + fsum(terms))


def normal_two_sided(z):
    """Return P(|Z| >= |z|) for a standard normal Z."""
    return min(1.0, erfc(abs(z) / sqrt(2)))
