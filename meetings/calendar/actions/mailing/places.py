"""A place at a meeting that one registers for, when somebody answers by the invitation or is taken off.

The meeting's row and that of the person are locked by whoever calls.
"""

from meetings.calendar.actions.attending import places
from meetings.calendar.terms import Answer


def settle_place(row):
    """Give whoever says yes a place or the end of the waiting list; whoever says no gives theirs back."""
    if row.answer == Answer.NO:
        give_place_back(row)
    elif row.answer == Answer.YES:
        places.take(row)


def give_place_back(row):
    """Free the place of `row` if it has one; the first of the waiting list moves up."""
    if row.place in places.HELD:
        places.give_back(row)
