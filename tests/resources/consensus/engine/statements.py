"""Statements with figures that were computed elsewhere: with exact fractions, and with R and NumPy beside them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """Ratings of one statement, and what is true of it; `by` is {type: (P30, P70, IPRAS, DI, disagreement)}."""

    name: str
    ratings: tuple
    by: dict
    median: float
    thirds: tuple
    classic: bool | None
    said: str
    seventy: str
    agree: tuple
    mad: float
    iqr: float


KNOWN = [
    Known(
        "printed in BMJ Open 2012;2:e001431, table 1",
        (4, 5, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9),
        dict.fromkeys((2, 6, 7), (7, 8, 6.1, 0.1639, False)),
        7, (0, 3, 12), False, "appropriate", "in", (True, True, True), 1, 1,
    ),
    Known(
        "two camps",
        (1, 1, 1, 2, 5, 8, 9, 9, 9),
        {7: (1.4, 8.6, 2.35, 3.0638, True), 6: (1, 9, 2.35, 3.4043, True), 2: (1, 9, 2.35, 3.4043, True)},
        5, (4, 1, 4), True, "uncertain", "none", (False, False, False), 3.3333, 8,
    ),
    Known(
        "all of one mind",
        (7,) * 12,
        dict.fromkeys((2, 6, 7), (7, 7, 5.35, 0, False)),
        7, (0, 0, 12), False, "appropriate", "in", (True, True, True), 0, 0,
    ),
    Known(
        "a median between two thirds",
        (5, 6, 6, 6, 7, 7, 8, 9),
        {7: (6, 7, 4.6, 0.2174, False), 6: (6, 7.3, 4.825, 0.2694, False), 2: (6, 7, 4.6, 0.2174, False)},
        6.5, (0, 4, 4), False, "appropriate", "none", (False, False, False), 1, 1.25,
    ),
    Known(
        "a disagreement index of exactly one",
        (1, 1, 3, 3, 6, 6, 6),
        {7: (2.6, 6, 3.4, 1, False), 6: (1.8, 6, 4, 1.05, True), 2: (3, 6, 3.1, 0.9677, False)},
        3, (4, 3, 0), None, "inappropriate", "none", (False, False, False), 1.8571, 4,
    ),
    Known(
        "two of twelve cannot judge",
        (None, 8, 8, 7, 9, 7, 7, 6, 8, 5, None, 9),
        dict.fromkeys((2, 6, 7), (7, 8, 6.1, 0.1639, False)),
        7.5, (0, 2, 8), False, "appropriate", "in", (True, True, True), 1, 1,
    ),
    Known(
        "exactly 70 and exactly 15 percent",
        (2, 2, 2, 5, 5, 5, *(7,) * 6, *(8,) * 5, 9, 9, 9),
        {7: (6.4, 8, 5.65, 0.2832, False), 6: (5.6, 8, 5.05, 0.4752, False), 2: (6, 8, 5.35, 0.3738, False)},
        7, (3, 3, 14), False, "appropriate", "none", (True, False, False), 1.6, 3,
    ),
    Known(
        "the rule of percentiles decides",
        (1, 1, 1, 1, 1, 1, 7, 7, 7),
        {7: (1, 4.6, 5.65, 0.6372, False), 6: (1, 7, 3.85, 1.5584, True), 2: (1, 7, 3.85, 1.5584, True)},
        1, (6, 0, 3), True, "inappropriate", "none", (False, False, False), 2, 6,
    ),
]  # fmt: skip
