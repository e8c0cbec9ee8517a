"""Tasks that a meeting of a series finds on its agenda by themselves."""

from django.db.models import Q

from meetings.minutes.models import Task
from meetings.minutes.models.tasks import OPEN_FIRST
from meetings.minutes.queries.series import before, is_next_or_past


def carried_to(meeting, at=None):
    """Return the tasks of earlier meetings of the series that stand on this one's agenda: open ones first.

    What was closed since the meeting before stands there too, closed, so that all see it. Meetings further ahead than
    the next one have none yet.
    """
    if not meeting.series_id or not is_next_or_past(meeting, at):
        return Task.objects.none()
    rows = Task.objects.filter(series=meeting.series_id, meeting__starts_at__lt=meeting.starts_at)
    last = before(meeting)
    closed = Q(closed_at__gt=last.ends_at) if last else Q(closed_at__isnull=False)
    rows = rows.filter(Q(state=Task.State.OPEN) | closed).exclude(meeting=meeting)
    return rows.select_related("owner__home_city", "closed_by__home_city", "meeting", "series").order_by(*OPEN_FIRST)
