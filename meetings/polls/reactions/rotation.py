"""What the ledger does when meetings are planned, moved, called off, or when attendance is noted."""

from meetings.calendar.models import Meeting, Series
from meetings.polls.jobs.rotation import write_later
from network.activity.kinds import on
from network.kit.clock import now


@on("calendar.marked")
@on("calendar.moved")
@on("calendar.cancelled")
def one(activity, subject):
    """Write one meeting's lines anew, at once where it is over."""
    if isinstance(subject, Meeting) and subject.series_id:
        write_later([subject])


@on("calendar.series_begun")
@on("calendar.series_changed")
def all_to_come(activity, subject):
    """Let the lines of each date be written when it is over."""
    if isinstance(subject, Series):
        write_later(Meeting.objects.filter(series=subject, ends_at__gt=now()))
