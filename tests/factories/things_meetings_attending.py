"""A meeting with places, people in line, a certificate: what addresses of attending ask for."""

from datetime import timedelta

from meetings.calendar.models import Attendance, Certificate, Meeting
from network.kit.clock import now
from tests.factories.meetings import meeting


def places(people):
    """Return {address name: its parameters}; the meeting is Mei's, is over, and Bo was there."""
    held = meeting(people["mei"], title="A workshop", people=[people["bo"]], takes_registrations=True, capacity=1)
    moment = now()
    Meeting.objects.filter(pk=held.pk).update(
        starts_at=moment - timedelta(hours=3), ends_at=moment - timedelta(hours=2)
    )
    row = Attendance.objects.get(meeting=held, member=people["bo"])
    row.place, row.presence, row.registered_at = "confirmed", "present", moment
    row.save()
    made = Certificate.objects.create(meeting=held, attendance=row, name="Bo Carter", code="abcdefghijkmnpqrstuvwxyz")
    own = {"pk": held.pk}
    names = ("register", "withdraw", "registrations", "registrations_export", "registrations_places", "attendance",
             "registrations_add", "questions", "join", "certify", "certificates", "pulse")  # fmt: skip
    return {f"calendar:{name}": own for name in names} | {
        "calendar:registrations_remove": own | {"row": row.pk},
        "calendar:place_mail": {"token": "no-token"},
        "calendar:pulse_mail": {"token": "no-token"},
        "calendar:certificate": {"code": made.code},
        "calendar:certificate_pdf": {"code": made.code},
    }
