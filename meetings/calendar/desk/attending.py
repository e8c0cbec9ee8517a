"""What of attendance waits for hosts: that they note who was there."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar.models import Attendance, Meeting
from network.desk.waiting import Row, waits
from network.kit.clock import now

LONGEST = timedelta(days=30)


def _to_note(member):
    moment = now()
    held = Meeting.objects.filter(state="planned", ends_at__lt=moment, ends_at__gt=moment - LONGEST)
    open_ones = Attendance.objects.filter(meeting=OuterRef("pk"), presence="", removed_at__isnull=True)
    open_ones = open_ones.exclude(role="host").exclude(place__in=("waiting", "withdrawn")).exclude(answer="no")
    return held.filter(Q(organiser=member) | Q(hosts=member), Exists(open_ones)).distinct()


@waits(_to_note)
def attendance(member, things):
    """One row for each meeting of the last 30 days of which nobody noted who was there."""
    for meeting in things:
        yield Row(
            sentence=_("Who was at “%(title)s”?") % {"title": meeting.title},
            address=reverse("calendar:attendance", args=[meeting.pk]),
            act=_("Note who was there"),
            since=meeting.ends_at,
            section="due",
        )
