"""One meeting as a file to put into a calendar by hand."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import ics
from meetings.calendar.access.people import attendance_of
from network.access.rules import may
from network.kit import mail

TENTATIVE = ("none", "maybe")


def file_of(meeting, member):
    """Return the calendar file of a meeting as `member` may know it, as octets.

    Whoever takes part gets the portal's own joining address; the joining link itself stands in no file. The UID is that
    of the invitation, so that a calendar which has this keeps one entry when the mail comes.
    """
    join = join_of(meeting, member)
    page = settings.SITE_URL + meeting.get_absolute_url()
    words = [_("Join, from 30 minutes before: %(address)s") % {"address": join}] if join else []
    words += [_("Agenda and material: %(address)s") % {"address": page}]
    words += [meeting.about[:2000]] if meeting.about else []
    start, end = meeting.starts_at, meeting.ends_at
    if meeting.all_day:
        start, end = meeting.day, meeting.last_day + timedelta(days=1)
    row = attendance_of(member, meeting)
    status = "TENTATIVE" if row is not None and row.answer in TENTATIVE else "CONFIRMED"
    event = ics.Event(
        uid=f"{meeting.uid}@{mail.host()}",
        start=start,
        end=end,
        all_day=meeting.all_day,
        transparent=meeting.all_day,
        summary=meeting.title,
        sequence=meeting.sequence,
        stamp=meeting.changed_at,
        description="\n\n".join(words),
        location=", ".join(filter(None, (meeting.venue, meeting.venue_address))) or join,
        conference=join,
        url=page,
        status="CANCELLED" if meeting.is_cancelled else status,
    )
    return ics.calendar([event], method="PUBLISH")


def join_of(meeting, member):
    """Return the portal's joining address where `member` takes part and there is something to join, else ''."""
    is_online = meeting.join_url or (meeting.series_id and meeting.series.join_url)
    if not is_online or not may(member, "calendar.take_part", meeting):
        return ""
    return settings.SITE_URL + reverse("calendar:join", args=[meeting.pk])
