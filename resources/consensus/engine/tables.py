"""Reading tables that come from outside: of one width, with nothing but numbers."""

from decimal import Decimal
from fractions import Fraction

from resources.consensus.engine.tallies import shown

LARGEST = 10**12


def rectangle(matrix):
    """Return (rows, width) of rows of finite numbers or None, all of one length; ValueError in a sentence otherwise."""
    if not isinstance(matrix, (list, tuple)) or not all(isinstance(row, (list, tuple)) for row in matrix):
        raise ValueError("A matrix must be a list of lists.")
    rows = [[exact(value) for value in row] for row in matrix]
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        raise ValueError("The rows of a matrix must have the same length.")
    return rows, widths.pop() if widths else 0


def exact(value):
    """Return a number without error, None as None; ValueError for what is no number or beyond 10 to the 12."""
    if value is None or (type(value) is int and abs(value) <= LARGEST):
        return value
    if isinstance(value, (float, Decimal, Fraction)) and -LARGEST <= value <= LARGEST:
        small = isinstance(value, Decimal) and value and value.adjusted() < -30
        if small or (isinstance(value, Decimal) and len(value.as_tuple().digits) > 30):
            raise ValueError(f"{shown(value)} has too many digits.")
        return Fraction(value)
    raise ValueError(f"{shown(value)} is not a number that can be counted with.")


def table_of_counts(table):
    """Return rows of whole numbers of at least 0, all of one length; ValueError in a sentence otherwise."""
    if not isinstance(table, (list, tuple)) or not all(isinstance(row, (list, tuple)) for row in table):
        raise ValueError("A table must be a list of lists.")
    if len({len(row) for row in table}) > 1:
        raise ValueError("The rows of a table must have the same length.")
    for row in table:
        for value in row:
            if type(value) is not int or not 0 <= value <= LARGEST:
                raise ValueError(f"{shown(value)} is not a whole number of at least 0.")
    return [list(row) for row in table]
