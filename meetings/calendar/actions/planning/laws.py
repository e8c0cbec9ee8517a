"""When the law of the hours changes somewhere: meetings to come are looked at by the new rules, and hosts are asked.

A meeting keeps its instant until its hosts have said what was meant: people's calendars have it.
"""

from datetime import datetime

from django.db import transaction

from meetings.calendar import rhythm, saying, times
from meetings.calendar.actions.planning.rows import city_of, host_ids, locked, told
from meetings.calendar.actions.rows import set_instants
from meetings.calendar.activity.planning import LAW_CHANGED
from meetings.calendar.models import Meeting
from network.activity.actions import record
from network.kit.clock import now


def look_at_laws():
    """Look at every meeting to come that was computed by other zone rules than today's; returns how many ask."""
    rows = Meeting.objects.filter(starts_at__gt=now(), state=Meeting.State.PLANNED).exclude(tzdata=times.VERSION)
    waiting = rows.order_by("pk").iterator(chunk_size=500)
    return sum(look_at(one) for one in waiting if one.asks.get("tzdata") != times.VERSION)


@transaction.atomic
def look_at(meeting):
    """Compute a meeting by the rules of today. Where its instant would move, keep it and ask; returns whether it asks.

    Whole days go along with the rules: nobody set a clock by them.
    """
    meeting = locked(meeting)
    if meeting.all_day:
        set_instants(meeting)
        meeting.save(update_fields=["starts_at", "ends_at", "tzdata"])
        return False
    wall = datetime.combine(meeting.day, meeting.time)
    found = times.instants(wall, meeting.zone)
    new_start = found[-1] if meeting.is_second and found else rhythm.instant(wall, meeting.zone)
    if new_start == meeting.starts_at:
        Meeting.objects.filter(pk=meeting.pk).update(tzdata=times.VERSION)
        if meeting.asks.get("why") == "law":
            Meeting.objects.filter(pk=meeting.pk).update(asks={})
        return False
    meeting.asks = {
        "why": "law",
        "wall": wall.isoformat(),
        "new_start": new_start.isoformat(),
        "tzdata": times.VERSION,
    }
    meeting.save(update_fields=["asks"])
    record(LAW_CHANGED, by=None, subject=meeting, city=city_of(meeting), names=host_ids(meeting),
           audience=[f"member:{pk}" for pk in host_ids(meeting)],
           detail=told(meeting, place=saying.place(meeting.zone), kept=meeting.starts_at.isoformat(),
                       wall=new_start.isoformat()))  # fmt: skip
    return True
