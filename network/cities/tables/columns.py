"""Columns of a table: how a cell becomes a value, and how a value is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%Y年%m月%d日")
GUARDED = ("'=", "'+", "'-", "'@")


def text(cell):
    """Return a cell's text; the guard that our own exports put before a formula is taken off again."""
    return cell[1:] if cell.startswith(GUARDED) else cell


def number(cell):
    """Return a decimal number, written with a point or a comma."""
    try:
        found = float(text(cell).replace(",", ".").replace("−", "-"))
        if not isfinite(found):  # "nan" and "inf" are numbers to Python alone
            raise ValueError(cell)
        return found
    except ValueError as error:
        raise ValidationError(_("“%(cell)s” is not a number.") % {"cell": cell}) from error


def day(cell):
    """Return a date. Two numbers that could be day or month are not guessed at."""
    for pattern in DAYS:
        try:
            return datetime.strptime(
                cell[:10] if pattern[0:2] == "%Y" and "年" not in pattern else cell, pattern
            ).date()
        except ValueError:
            continue
    raise ValidationError(_("“%(cell)s” is not a date. Please write it like 2026-12-31.") % {"cell": cell})


def words(cell):
    """Return several words that are parted by commas, semicolons or spaces."""
    return [word for word in cell.replace(";", " ").replace(",", " ").split() if word]


def choice(choices):
    """Return a reader of one of `choices`: by its word, or by its label in the reader's language."""

    def read(cell):
        wanted = cell.casefold()
        for word, label in choices:
            if wanted in (word.casefold(), str(label).casefold()):
                return word
        there = ", ".join(word for word, _label in choices)
        raise ValidationError(_("“%(cell)s” is not one of: %(there)s.") % {"cell": cell, "there": there})

    return read


@dataclass(frozen=True)
class Column:
    """A column: the heading, its reader, and whether a new row must have it. `key`: under it rows are found."""

    name: str
    read: Callable = text
    needed: bool = False
    key: bool = False
    label: str = ""


def show(value):
    """Return a value as it stands in a preview."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value)
