"""What of minutes and tasks waits on a member's desk."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.calendar.models import Meeting
from meetings.minutes.models import Minutes, Task
from meetings.minutes.queries.wording import standing_words, urgency
from network.desk.waiting import Row, waits
from network.kit.clock import now

AHEAD = timedelta(days=14)
LOOKED_BACK = timedelta(days=7)


def _tasks(member):
    return Task.objects.open().filter(owner=member, due_at__lte=now() + AHEAD)


@waits(_tasks)
def tasks(member, things):
    """One row for each task of mine that is due within two weeks, or overdue."""
    for task in things.select_related("meeting", "owner"):
        yield Row(
            sentence=task.title,
            address=task.get_absolute_url(),
            act=_("Close it"),
            line=f"{standing_words(task)} · {task.meeting.title}",
            since=task.created_at,
            due=task.due_at,
            urgency=urgency(task),
            section="due",
        )


def _to_send(member):
    mine = Q(meeting__hosts=member) | Q(meeting__organiser=member)
    rows = Minutes.objects.filter(mine, state=Minutes.State.WRITING, meeting__ends_at__lte=now())
    return rows.exclude(meeting__state=Meeting.State.CANCELLED).distinct()


@waits(_to_send)
def minutes_to_send(member, things):
    """One row for each meeting of mine that is over and whose minutes are not sent."""
    for minutes in things.select_related("meeting"):
        yield Row(
            sentence=_("The minutes of “%(title)s” wait to be sent to all") % {"title": minutes.meeting.title},
            address=minutes.get_absolute_url(),
            act=_("Read and send"),
            line=_("48 hours after the end they go out as they are."),
            since=minutes.meeting.ends_at,
            due=minutes.meeting.ends_at + timedelta(hours=48),
            urgency="soon",
            section="due",
        )
