"""Following the joining link."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import attendance_of
from meetings.calendar.models import Attendance
from meetings.calendar.terms import Role
from network.access.rules import Denied, demand
from network.kit.clock import now


def links_of(meeting):
    """Return {which: address} of the joining links that may be followed: 'main' and 'china', https alone.

    A date of a series without its own has those of the series.
    """
    series = meeting.series if meeting.series_id else None
    main = meeting.join_url or (series.join_url if series else "")
    china = meeting.join_url_china or (series.join_url_china if series else "")
    return {name: address for name, address in (("main", main), ("china", china)) if is_safe(address)}


def is_safe(address):
    """Whether an address is one that a browser may be sent to: https with a host, without a name in front of it."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


@transaction.atomic
def join(meeting, *, by, which="main"):
    """Note when somebody first followed the link, and return where it leads. Raises Denied."""
    demand(by, "calendar.join", meeting)
    address = links_of(meeting).get(which)
    if not address:
        raise Denied(_("There is no such link."))
    row = attendance_of(by, meeting)
    if row is None:
        # Who coordinates a city or the network may look in without being invited.
        row, _made = Attendance.objects.get_or_create(meeting=meeting, member=by, defaults={"role": Role.GUEST})
    Attendance.objects.filter(pk=row.pk, joined_at__isnull=True).update(joined_at=now())
    return address
