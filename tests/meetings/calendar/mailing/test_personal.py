"""What is held of a person around invitations: taken along, and forgotten."""

import pytest

from meetings.calendar.actions.mailing import receiving
from meetings.calendar.models import Attendance, InboundMail
from meetings.calendar.personal import mailing as personal
from tests.factories import meetings

pytestmark = pytest.mark.django_db


def test_what_came_by_an_address_goes_along_and_goes(bo, mei):
    """As a guest before they joined, and by mail; nobody else's rows go."""
    held = meetings.meeting(bo)
    for address in (mei.email, "other@example.net"):
        Attendance.objects.create(meeting=held, address=address, name="Guest")
        receiving.take_in(f"From: {address}\r\n\r\nhello".encode())
    told = personal.mine(mei)
    assert [row["address"] for row in told["as_guest"]] == [mei.email] and len(told["mails"]) == 1
    for _twice in range(2):
        personal.erase(mei, keep_authorship=False)
    assert list(Attendance.objects.exclude(address="").values_list("address", flat=True)) == ["other@example.net"]
    assert list(InboundMail.objects.values_list("sender", flat=True)) == ["other@example.net"]
