"""A meeting with an invitation and a proposal: what addresses of mailing ask for."""

from meetings.calendar.models import Attendance, Proposal
from tests.factories.meetings import meeting


def places(people):
    """Return {address name: its parameters}; the meeting is Mei's, Bo is invited, a guest would like to come."""
    held = meeting(people["mei"], title="A call with guests", people=[people["bo"]])
    row = Attendance.objects.get(meeting=held, member=people["bo"])
    asked = Proposal.objects.create(kind="guest", meeting=held, address="guest@example.net")
    own = {"pk": held.pk}
    return {f"calendar:{name}": own for name in ("people", "ask_again", "answer")} | {
        "calendar:take_off": own | {"row": row.pk},
        "calendar:settle_proposal": own | {"row": asked.pk},
        "calendar:answer_mail": {"token": "no-token"},
        "calendar:confirm_mail": {"token": "no-token"},
        "calendar:received": {},
    }
