"""A place at a meeting that one registers for, when its holder says no or is taken off."""

from meetings.calendar.terms import Place


def give_place_back(row):
    """Free the place of `row`, a locked Attendance, if it has one; the first of the waiting list moves up."""
    if row.place in (Place.CONFIRMED, Place.WAITING):
        from meetings.calendar.actions import attending

        attending.give_back(row)
