"""Making, changing, moving and cancelling meetings and series."""

from meetings.calendar.actions.planning.begin import plan
from meetings.calendar.actions.planning.cancelling import cancel
from meetings.calendar.actions.planning.changing import change

__all__ = ["cancel", "change", "plan"]
