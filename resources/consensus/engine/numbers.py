"""From exact fractions to what is stored and shown."""

PLACES = 6


def number(value):
    """Return an exact value as a float, rounded to six places half to even; None stays None, -0.0 is 0.0.

    Rounding happens here alone, after every comparison was made on the exact value.
    """
    return None if value is None else float(round(value, PLACES)) + 0.0
