"""Counting ratings: everything about one statement is computed from how often each rating was given."""

import json
from collections import Counter
from decimal import Decimal

LONGEST_TEXT = 40
LONGEST_BITS = 256


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
    """Return a value as an error names it: short, whatever it is, and as JSON writes it where JSON can."""
    if type(value) is int and value.bit_length() > LONGEST_BITS:
        return "A huge number"
    if isinstance(value, Decimal):
        text = str(value)
    else:
        try:
            text = json.dumps(value, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError):
            return f"Something ({type(value).__name__})"
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def thirds(counts, rules):
    """Return [how many in the lower third, the middle, the upper third] of the scale."""
    found = [0, 0, 0]
    for value, times in counts.items():
        found[rules.third_of(value)] += times
    return found
