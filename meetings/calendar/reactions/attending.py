"""What follows for places from what happens to meetings."""

from meetings.calendar.actions.attending import promote
from meetings.calendar.actions.attending.rows import locked
from meetings.calendar.activity.planning import CHANGED
from meetings.calendar.models import Meeting
from network.activity.kinds import on


@on(CHANGED)
def more_places(activity, subject):
    """Who changes the number of places with the meeting's other fields lets people move up, too."""
    if isinstance(subject, Meeting) and "capacity" in activity.detail.get("fields", ()):
        promote(locked(subject))
