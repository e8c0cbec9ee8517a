"""Average percent of majority opinions (APMO): for the report, never for a verdict."""

from fractions import Fraction

from resources.consensus.engine.numbers import number


def apmo(thirds_by_item):
    """Return the APMO in percent over statements, each [lower, middle, upper third] as in `item`; None without ratings.

    Majority agreements (ratings in the upper third, of statements where more than half are there) plus majority
    disagreements (the same of the lower third), over all ratings. Source: Kapoor, "Systems approach to documentary
    maritime fraud" (Plymouth, 1987).
    """
    hits = total = 0
    for parts in thirds_by_item:
        n = sum(parts)
        total += n
        hits += sum(part for part in (parts[0], parts[2]) if 2 * part > n)
    return number(Fraction(100 * hits, total)) if total else None
