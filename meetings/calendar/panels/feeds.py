"""Ways into a calendar, on the pages of meetings, of their list, of a city, and on my own page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.kit.panels import panel

LINK = "calendar/feeds/link.html"


@panel("calendar.meeting", place="acts", order=70)
def add(request, meeting):
    """Put this meeting into a calendar."""
    return LINK, {"address": reverse("calendar:ics", args=[meeting.pk]), "label": _("Add to calendar")}


@panel("calendar.list", place="acts", order=70)
def subscribe(request, thing):
    """Mine for members, the network's for everybody."""
    if request.user.is_authenticated and request.user.is_member:
        return LINK, {"address": reverse("calendar:feeds"), "label": _("In my own calendar")}
    return LINK, {"address": reverse("calendar:feed_network"), "label": _("In my own calendar")}


@panel("accounts.home", place="acts", order=50)
def way(request, member):
    """The link on a member's own page."""
    return (
        (LINK, {"address": reverse("calendar:feeds"), "label": _("In my own calendar")}) if member.is_member else None
    )
