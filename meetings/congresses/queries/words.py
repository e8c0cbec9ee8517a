"""How the days of a congress are said."""

from meetings.calendar import saying


def days_words(first, last):
    """Return '3 to 7 March 2027' as the calendar says whole days, in the active language."""
    return saying.days_text(first, last)
