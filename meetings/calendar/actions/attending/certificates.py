"""Certificates of attendance: made by whoever was there, offered by hosts, withdrawn when the note is corrected."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.attending.rows import locked, tell
from meetings.calendar.activity.attending import CERTIFICATE_OFFERED, CERTIFICATE_WITHDRAWN, CERTIFIED
from meetings.calendar.models import Attendance, Certificate
from meetings.calendar.terms import Presence
from network.access.rules import Denied, demand
from network.kit.clock import now

NAME_FIRST = _("Write the name that shall stand on the certificate.")


@transaction.atomic
def certify(attendance, *, by, name, agrees=False, language="en"):
    """Make the certificate of `attendance`, or the same one again with another name; returns the Certificate.

    `name`: as it shall stand there; `agrees`: that whoever has the address may read it. Raises Denied.
    """
    row = Attendance.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=attendance.pk)
    demand(by, "calendar.certify", row)
    name = " ".join(name.split())
    if not name:
        raise Denied(NAME_FIRST)
    if not agrees:
        raise Denied(_("A certificate can be read by whoever has its address. It is made when you agree to that."))
    made = Certificate.objects.filter(attendance=row).first()
    if made is None:
        made = Certificate(attendance=row, meeting=row.meeting)
    made.name, made.language, made.withdrawn_at, made.made_at = name, language, None, now()
    made.save()
    tell(CERTIFIED, row.meeting, by=by, also=[by.pk], attendance=row.pk)
    return made


@transaction.atomic
def withdraw_certificate(attendance, *, by):
    """Let a certificate say that it is no longer valid: the host corrected who was there. Returns it, or None."""
    demand(by, "calendar.note_presence", attendance.meeting)
    made = Certificate.objects.select_for_update().filter(attendance=attendance, withdrawn_at__isnull=True).first()
    if made is None:
        return None
    made.withdrawn_at = now()
    made.save(update_fields=["withdrawn_at"])
    names = [attendance.member_id] if attendance.member_id else []
    tell(CERTIFICATE_WITHDRAWN, attendance.meeting, by=by, names=names, attendance=attendance.pk)
    return made


@transaction.atomic
def offer(meeting, *, by):
    """Write to all who were there and have no certificate that they can have one; returns how many. Raises Denied."""
    meeting = locked(meeting)
    demand(by, "calendar.note_presence", meeting)
    if now() < meeting.ends_at:
        raise Denied(_("Certificates are made when the meeting is over."))
    rows = meeting.attendances.filter(
        presence=Presence.PRESENT, removed_at__isnull=True, member__isnull=False, certificate__isnull=True
    )
    names = sorted(rows.values_list("member", flat=True))
    if names:
        tell(CERTIFICATE_OFFERED, meeting, by=by, names=names)
    return len(names)
