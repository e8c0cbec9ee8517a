"""On the page of a resource: the meetings at which it is talked about."""

from django.db.models import Q

from meetings.calendar.models import Meeting
from network.catalogue.models import Entry
from network.kit.panels import panel

MOST = 6


@panel("library.resource", place="main", order=60)
def discussed(request, resource):
    """Meetings that have it among their material or on their agenda, as the reader may see them; newest first."""
    entry = Entry.objects.of(resource).values("pk")
    # Two index look-ups, where one condition over both tables would walk all meetings.
    wanted = Q(pk__in=Meeting.objects.filter(materials__entry__in=entry).values("pk"))
    wanted |= Q(pk__in=Meeting.objects.filter(agenda__entry__in=entry).values("pk"))
    rows = Meeting.objects.visible_to(request.user).filter(wanted).exclude(state=Meeting.State.CANCELLED)
    rows = list(rows.select_related("city").order_by("-starts_at", "-pk")[:MOST])
    return ("calendar/planning/parts/discussed.html", {"rows": rows}) if rows else None
