"""What planning lets the worker do each day: dates of rules further ahead, and new laws of the hours."""

from network.kit.jobs import daily


@daily
def write_dates_ahead():
    """Write the dates of all series that go on, up to 18 months ahead."""
    from meetings.calendar.actions import planning
    from meetings.calendar.models import Series

    for series in Series.objects.filter(ended_at=None).exclude(rrule="").order_by("pk"):
        planning.extend(series)


@daily
def look_at_new_laws():
    """Ask hosts where new zone rules would move their meetings."""
    from meetings.calendar.actions import planning

    planning.look_at_laws()
