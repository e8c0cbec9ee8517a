"""How minutes and tasks read in letters, the mails of their own that some write, and where they lead."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.minutes.activity import (
    APPROVED,
    ASSIGNED,
    CIRCULATED,
    TASK_CLOSED,
    TASK_LATE,
    TASK_MOVED,
    TASK_REOPENED,
    TASK_SOON,
    WANTED,
)
from meetings.minutes.models import Minutes, Task
from meetings.minutes.queries.letters import letter_for, task_letter
from network.digests.plugs import leads_to, reads, stands, writes
from network.kit.words import own_day, today


def _task(activity):
    return Task.objects.select_related("meeting", "owner").filter(pk=activity.subject_id).first()


@writes(CIRCULATED)
def minutes_are_there(activity, member):
    """The minutes themselves, decisions and tasks first."""
    minutes = Minutes.objects.select_related("meeting").filter(pk=activity.subject_id).first()
    return letter_for(minutes, member) if minutes is not None and minutes.is_sent else None


@writes(ASSIGNED)
def task_is_yours(activity, member):
    """What is to be done, until when, and a link that closes it; nothing where it was passed on or closed meanwhile."""
    task = _task(activity)
    if task is None or not task.is_open or task.owner_id != member.pk:
        return None
    return task_letter(task, activity.by, member)


@reads(ASSIGNED)
def assigned(activity, entry):
    """Say until when."""
    day = own_day(date.fromisoformat(activity.detail["day"]), today())
    words = {"by": str(activity.by or _("Somebody")), "task": activity.detail["task"], "day": day}
    return _("%(by)s gave you a task: “%(task)s”, until %(day)s") % words


@reads(TASK_SOON)
def soon(activity, entry):
    """Say when."""
    day = own_day(date.fromisoformat(activity.detail["day"]), today())
    return _("Your task “%(task)s” is due on %(day)s") % {"task": activity.detail["task"], "day": day}


@reads(TASK_CLOSED)
def closed(activity, entry):
    """Say whether it was done, and what was said."""
    words = {"by": str(activity.by or _("Somebody")), "task": activity.detail["task"]}
    if activity.detail.get("state") == Task.State.DROPPED:
        text = _("%(by)s dropped the task “%(task)s”") % words
    else:
        text = _("%(by)s has done the task “%(task)s”") % words
    return f"{text}: {activity.detail['note']}" if activity.detail.get("note") else text


@reads(WANTED)
def wanted(activity, entry):
    """Say what is missing, and what follows."""
    words = {"title": activity.detail["title"]}
    if activity.detail.get("is_begun"):
        return (
            _("The minutes of “%(title)s” are not sent yet. 48 hours after the end they go to all as they are") % words
        )
    return _("Nobody has begun the minutes of “%(title)s”") % words


@stands(ASSIGNED)
@stands(TASK_SOON)
@stands(TASK_LATE)
def still_to_do(activity):
    """A task that was closed, passed on or moved is no news."""
    task = _task(activity)
    if task is None or not task.is_open or task.owner_id not in activity.names:
        return False
    return activity.detail.get("day") == task.due_on.isoformat()


@stands(WANTED)
def still_wanted(activity):
    """Minutes that were sent meanwhile are wanted no more."""
    return not Minutes.objects.filter(meeting=activity.subject_id).exclude(state=Minutes.State.WRITING).exists()


@leads_to(CIRCULATED)
@leads_to(APPROVED)
@leads_to(WANTED)
def to_the_minutes(activity):
    """To the minutes."""
    return reverse("minutes:minutes", args=[activity.detail["meeting"]])


@leads_to(ASSIGNED)
@leads_to(TASK_SOON)
@leads_to(TASK_LATE)
@leads_to(TASK_MOVED)
@leads_to(TASK_CLOSED)
@leads_to(TASK_REOPENED)
def to_the_task(activity):
    """To the task."""
    return reverse("minutes:task", args=[activity.subject_id])
