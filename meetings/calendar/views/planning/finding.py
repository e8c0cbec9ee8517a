"""Which meeting or series an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404

from meetings.calendar.models import Meeting, Series
from network.access.rules import demand


def meeting_of(request, pk):
    """Return meeting `pk` as the reader may see it, or a 404."""
    seen = Meeting.objects.visible_to(request.user).select_related("city", "group", "series", "organiser")
    return get_object_or_404(seen, pk=pk)


def run_by(request, pk):
    """Return meeting `pk` where the reader runs it; 404 where it is not theirs to see, Denied where not theirs."""
    meeting = meeting_of(request, pk)
    demand(request.user, "calendar.run", meeting)
    return meeting


def series_of(request, slug):
    """Return the series `slug` as the reader may see it, or a 404."""
    seen = Series.objects.visible_to(request.user).select_related("city", "group", "organiser")
    return get_object_or_404(seen, slug=slug)


def series_run_by(request, slug):
    """Return the series `slug` where the reader runs it."""
    series = series_of(request, slug)
    demand(request.user, "calendar.run", series)
    return series
