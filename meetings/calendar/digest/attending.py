"""Letters to members about places, certificates and the two questions."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import letters
from meetings.calendar.activity import attending as kinds
from meetings.calendar.models import Attendance, Meeting
from meetings.calendar.terms import Place
from network.digests.plugs import leads_to, reads, stands, writes


def _row(activity, member):
    rows = Attendance.objects.filter(meeting=activity.subject_id, member=member, removed_at__isnull=True)
    return rows.select_related("member", "meeting__city", "meeting__series").first()


def _letter(kind, what):
    @writes(kind)
    def letter(activity, member):
        row = _row(activity, member)
        context = letters.told(row, what) if row is not None else None
        return (letters.TEMPLATE, context, letters.extras_of(row, what)) if context is not None else None

    return letter


_letter(kinds.CONFIRMED, "confirmed")
_letter(kinds.QUEUED, "queued")
_letter(kinds.UNSEATED, "unseated")
_letter(kinds.PULSE_ASKED, "pulse")
_letter(kinds.CERTIFICATE_OFFERED, "offered")
_letter(kinds.CERTIFICATE_WITHDRAWN, "certificate_withdrawn")


@stands(kinds.CONFIRMED)
def still_has_a_place(activity):
    """That somebody has a place is no news once they gave it back."""
    return Attendance.objects.filter(pk=activity.detail["attendance"], place=Place.CONFIRMED).exists()


@stands(kinds.QUEUED)
def still_waits(activity):
    """Nor is the waiting list for who moved up."""
    return Attendance.objects.filter(pk=activity.detail["attendance"], place=Place.WAITING).exists()


@reads(kinds.WITHDREW)
def gave_back(activity, entry):
    """Who gave a place back; guests have a name alone, and whoever let the network forget them has none."""
    who = str(activity.by) if activity.by else activity.detail.get("guest") or _("Somebody")
    return _("%(who)s gave the place at “%(title)s” back") % {"who": who, "title": activity.detail["title"]}


@leads_to(kinds.REGISTERED)
@leads_to(kinds.WITHDREW)
def to_registrations(activity):
    """Hosts read it beside the list."""
    return reverse("calendar:registrations", args=[activity.subject_id])


@leads_to(kinds.CONFIRMED)
@leads_to(kinds.QUEUED)
@leads_to(kinds.UNSEATED)
@leads_to(kinds.CERTIFICATE_WITHDRAWN)
def to_the_meeting(activity):
    """To the meeting's page."""
    meeting = Meeting.objects.filter(pk=activity.subject_id).first()
    return meeting.get_absolute_url() if meeting else ""


@leads_to(kinds.CERTIFICATE_OFFERED)
def to_the_certificate(activity):
    """To the page that makes it."""
    return reverse("calendar:certify", args=[activity.subject_id])


@leads_to(kinds.PULSE_ASKED)
def to_the_questions(activity):
    """To the two questions; who reads it there signs in."""
    return reverse("calendar:pulse", args=[activity.subject_id])
