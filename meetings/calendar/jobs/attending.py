"""What the worker does around attendance: the two questions a day after a meeting, answers that are deleted."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from network.kit.clock import now
from network.kit.jobs import daily, enqueue, job
from network.kit.personal import retains

AFTER = timedelta(hours=24)


@job("calendar.pulse")
def ask(payload):
    """Ask those who were at one meeting, unless it was moved or cancelled meanwhile."""
    from meetings.calendar.actions.attending import ask_pulse
    from meetings.calendar.models import Meeting

    meeting = Meeting.objects.filter(pk=payload["meeting"]).first()
    if meeting is not None and now() >= meeting.ends_at + AFTER:
        ask_pulse(meeting)


@daily
def plan_pulses():
    """Write a job for each meeting that ended within the last days or ends today; it asks 24 hours after the end."""
    from meetings.calendar.models import Meeting

    lately = Meeting.objects.filter(state="planned", ends_at__gt=now() - timedelta(days=10))
    for meeting in lately.filter(ends_at__lt=now() + timedelta(hours=30)).order_by("pk"):
        due = meeting.ends_at + AFTER
        enqueue("calendar.pulse", {"meeting": meeting.pk}, key=f"{meeting.pk}:{due.isoformat()}", not_before=due)


@retains("calendar.sensitive", _("Answers at registration that the hosts alone read"), days=90,
         why=_("so that hosts can plan food, visas and travel; they are not needed afterwards"))  # fmt: skip
def forget(before, limit):
    """Delete such answers of meetings that ended before `before`; returns how many people's."""
    from meetings.calendar.actions.attending.questions import forget_sensitive

    return forget_sensitive(before, limit)
