"""Counting ratings: everything about one statement is computed from how often each rating was given."""

from collections import Counter


def tally(ratings, rules):
    """Return ({rating: how often}, missing) of an iterable of ratings; ValueError for what is not on the scale.

    None is missing: "cannot judge", or no answer. Only values that occur are in the dict, lowest first.
    """
    found = Counter()
    missing = 0
    low, high = rules.low, rules.high
    for rating in ratings:
        if rating is None:
            missing += 1
        elif type(rating) is int and low <= rating <= high:
            found[rating] += 1
        else:
            raise ValueError(f"{shown(rating)} is not a whole number from {low} to {high}.")
    return dict(sorted(found.items())), missing


def shown(value):
    """Return a value as an error names it: short, whatever it is."""
    if type(value) is int and value.bit_length() > 256:
        return "A huge number"
    try:
        text = repr(value)
    except (ValueError, RecursionError):
        return "This"
    return text if len(text) <= 40 else text[:37] + "…"


def thirds(counts, rules):
    """Return [how many in the lower third, the middle, the upper third] of the scale."""
    found = [0, 0, 0]
    for value, times in counts.items():
        found[rules.third_of(value)] += times
    return found
