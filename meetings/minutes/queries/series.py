"""What comes before and after a meeting in its series."""

from meetings.calendar.models import Meeting
from network.kit.clock import now


def held(meeting):
    """Return the other meetings of its series that are not cancelled; none for one that stands alone."""
    if not meeting.series_id:
        return Meeting.objects.none()
    rows = Meeting.objects.filter(series=meeting.series_id).exclude(state=Meeting.State.CANCELLED)
    return rows.exclude(pk=meeting.pk)


def next_of(meeting):
    """Return the meeting after this one in its series, or None."""
    return held(meeting).filter(starts_at__gt=meeting.starts_at).order_by("starts_at", "pk").first()


def before(meeting):
    """Return the meeting before this one in its series, or None."""
    return held(meeting).filter(starts_at__lt=meeting.starts_at).order_by("-starts_at", "-pk").first()


def is_next_or_past(meeting, at=None):
    """Whether this is the meeting that comes next in its series, or one that has begun."""
    moment = at or now()
    if meeting.starts_at <= moment:
        return True
    return not held(meeting).filter(ends_at__gt=moment, starts_at__lt=meeting.starts_at).exists()
