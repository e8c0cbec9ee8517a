"""What a meeting asks its hosts (`Meeting.asks`), and their answer.

{"why": "gap", "wall": iso}      a date of a rule fell into an hour that does not exist; it moved on by the gap
{"why": "twice", "wall": iso}    it fell into an hour that comes twice; the first is meant
{"why": "law", "wall": iso, "new_start": iso, "tzdata": version}
                                 new zone rules make another instant of the wall time; the instant stands
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.actions.planning.changing import refuse_cancelled, tell_move
from meetings.calendar.actions.planning.rows import compute, from_instant, locked
from network.access.rules import Denied, demand
from network.kit.clock import now

CHOICES = {"gap": ("after", "before"), "twice": ("first", "second"), "law": ("wall", "instant")}
KEEPS = ("after", "first")
"""Answers that leave a meeting as it stands."""


@transaction.atomic
def settle(meeting, choice, *, by, at=None):
    """Answer what a meeting asks, by one of CHOICES of its reason; returns the meeting.

    'before': the last hour before the gap; 'second': the later of the two; 'wall': the hour on the clock stays and the
    instant moves; 'instant': the instant stays and the hour on the clock is another. All but KEEPS raise SEQUENCE.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    refuse_cancelled(meeting)
    why = meeting.asks.get("why")
    if choice not in CHOICES.get(why, ()):
        raise Denied(_("This was answered in the meantime."), "calendar.run")
    before = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
    asks, meeting.asks = meeting.asks, {}
    if choice == "before":
        wall = times.neighbours(datetime.fromisoformat(asks["wall"]), meeting.zone)[0]
        meeting.day, meeting.time = wall.date(), wall.time()
    elif choice == "second":
        meeting.is_second = True
    elif choice == "instant":
        for name, value in from_instant(meeting.starts_at, meeting.zone).items():
            setattr(meeting, name, value)
    elif choice == "wall" and (there := _exists(meeting)):
        meeting.day, meeting.time = there.date(), there.time()
    compute(meeting)
    if choice in KEEPS:
        meeting.save()
        return meeting
    meeting.sequence += 1
    meeting.changed_at = at or now()
    meeting.save()
    tell_move(meeting, before, by=by, at=at)
    return meeting


def _exists(meeting):
    """Return the wall time of a meeting as it exists by the rules of today: one in a new gap moves on by it."""
    wall = datetime.combine(meeting.day, meeting.time)
    return wall if times.instants(wall, meeting.zone) else times.neighbours(wall, meeting.zone)[1]
