"""Stability: how much the same people changed their ratings of one statement between two rounds."""

from collections import Counter
from fractions import Fraction
from math import sqrt

from resources.consensus.engine.chances import normal_two_sided
from resources.consensus.engine.numbers import number
from resources.consensus.engine.tallies import tally
from resources.consensus.engine.two_raters import weighted


def stability(first, second, rules):
    """Return how ratings moved; `first[i]` and `second[i]` are of the same person, None where there is none.

    Only people with both count: `n` of them. `changed`, `changed_third`: how many; `percent_…` of n. `kappa`,
    `kappa_linear`, `kappa_quadratic`: agreement of the rounds over the points of the scale; `kappa_thirds` over its
    thirds. `cv_first`, `cv_second`: sample standard deviation over mean; `cv_change`: how far apart they are.
    `wilcoxon`, `p`: see `wilcoxon`. `histogram_change`: percent of the ratings that would have to move to make one
    distribution into the other (half the sum of differences, as Scheibe, Skutsch and Schofer count it, in Linstone and
    Turoff, "The Delphi Method", 1975). Not defined is None, with a code in `undefined`. ValueError when the lists
    differ in length or hold what is not on the scale. Suggestions from the literature: a histogram that changes by
    less than 15 percent, or a CV that changes by at most 0.5, is stable.
    """
    if len(first) != len(second):
        raise ValueError("Both rounds must list the same people: the lists differ in length.")
    tally(first, rules)
    tally(second, rules)
    pairs = Counter((a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None)
    n = pairs.total()
    changed = sum(times for (a, b), times in pairs.items() if a != b)
    in_thirds = Counter()
    for (a, b), times in pairs.items():
        in_thirds[rules.third_of(a), rules.third_of(b)] += times
    moved = sum(times for (a, b), times in in_thirds.items() if a != b)
    found = {"n": n, "changed": changed, "changed_third": moved}
    if not n:
        return found | dict.fromkeys(FIGURES) | {"undefined": dict.fromkeys(FIGURES, "no-pairs")}
    befores, afters = Counter(), Counter()
    for (a, b), times in pairs.items():
        befores[a] += times
        afters[b] += times
    apart = sum(abs(befores[value] - afters[value]) for value in rules.values)
    cvs = variation(befores), variation(afters)
    least, p = wilcoxon(pairs)
    found |= {
        "percent_changed": number(Fraction(100 * changed, n)),
        "percent_changed_third": number(Fraction(100 * moved, n)),
        "kappa": number(weighted(pairs, 0)),
        "kappa_linear": number(weighted(pairs, 1)),
        "kappa_quadratic": number(weighted(pairs, 2)),
        "kappa_thirds": number(weighted(in_thirds, 0)),
        "cv_first": number(cvs[0]),
        "cv_second": number(cvs[1]),
        "cv_change": None if None in cvs else number(abs(cvs[1] - cvs[0])),
        "wilcoxon": number(least),
        "p": number(p),
        "histogram_change": number(Fraction(50 * apart, n)),
    }
    return found | {"undefined": {key: REASONS[key] for key in FIGURES if found[key] is None}}


def variation(counts):
    """Return the coefficient of variation (sample standard deviation over mean) of {rating: how often}, a float.

    None with fewer than two ratings or a mean of 0.
    """
    n = sum(counts.values())
    total = sum(value * times for value, times in counts.items())
    if n < 2 or not total:
        return None
    squares = sum(value * value * times for value, times in counts.items())
    variance = (squares - Fraction(total * total, n)) / (n - 1)
    return sqrt(variance) / abs(total / n)


def wilcoxon(pairs):
    """Return (W, p) of the signed-rank test of {(before, after): how often}; (None, None) when nobody changed.

    People who did not change are left out, ties share their mean rank; W is the smaller sum of ranks, p two-sided by
    the normal approximation with corrections for ties and for continuity (rough below ten changes). Source: Wilcoxon,
    Biometrics Bulletin 1 (1945) 80; variance with ties as in Hollander, Wolfe and Chicken (3rd ed., 2014), chapter 3.
    """
    sizes, up = Counter(), Counter()
    for (before, after), times in pairs.items():
        if after != before:
            sizes[abs(after - before)] += times
            up[abs(after - before)] += times if after > before else 0
    n = sizes.total()
    if not n:
        return None, None
    plus, below, ties = Fraction(0), 0, 0
    for size in sorted(sizes):
        plus += up[size] * (below + Fraction(sizes[size] + 1, 2))
        below += sizes[size]
        ties += sizes[size] ** 3 - sizes[size]
    least = min(plus, Fraction(n * (n + 1), 2) - plus)
    middle = Fraction(n * (n + 1), 4)
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(ties, 48)
    away = max(middle - least - Fraction(1, 2), 0)
    return least, normal_two_sided(float(away) / sqrt(variance))


REASONS = {
    "percent_changed": "no-pairs",
    "percent_changed_third": "no-pairs",
    "kappa": "one-value",
    "kappa_linear": "one-value",
    "kappa_quadratic": "one-value",
    "kappa_thirds": "one-third",
    "cv_first": "no-variation",
    "cv_second": "no-variation",
    "cv_change": "no-variation",
    "wilcoxon": "nobody-changed",
    "p": "nobody-changed",
    "histogram_change": "no-pairs",
}
FIGURES = tuple(REASONS)
