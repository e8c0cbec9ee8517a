"""What every act on places needs: the meeting's row first, then the person's; who hears of it."""

from django.db.models import Max

from meetings.calendar.models import Attendance, Meeting
from meetings.calendar.terms import Place
from network.activity.actions import record


def locked(meeting):
    """Return the meeting's row, locked: places are given one after the other. Call inside a transaction."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("city").get(pk=meeting.pk)


def taken(meeting):
    """Return how many places are given."""
    return meeting.attendances.filter(place=Place.CONFIRMED, removed_at__isnull=True).count()


def free(meeting):
    """Return how many places are left, never below 0; None where there are as many as come."""
    return None if meeting.capacity is None else max(0, meeting.capacity - taken(meeting))


def waiting(meeting):
    """Return the waiting list, first in line first."""
    return meeting.attendances.filter(place=Place.WAITING, removed_at__isnull=True).order_by("waiting_number")


def next_number(meeting):
    """Return the number of the end of the line."""
    last = Attendance.objects.filter(meeting=meeting).aggregate(last=Max("waiting_number"))["last"]
    return (last or 0) + 1


def hosts_of(meeting):
    """Return the ids of a meeting's hosts."""
    found = set(meeting.hosts.values_list("pk", flat=True))
    return sorted(found or {meeting.organiser_id} - {None})


def tell(kind, meeting, *, by, names=(), also=(), **detail):
    """Record what happened: those it names and the hosts may read it, and `also` (ids)."""
    readers = {*names, *also, *hosts_of(meeting)}
    return record(
        kind,
        by=by,
        subject=meeting,
        city=meeting.city.slug if meeting.city_id else "",
        audience=[f"member:{pk}" for pk in readers],
        names=names,
        detail={"title": meeting.title, **detail},
    )
