"""What the actions of this room share."""

from django.db import transaction

from meetings.minutes.models import Minutes, Task


def locked(minutes):
    """Return the minutes as they are now, locked until the transaction ends."""
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting", "document")
    return rows.get(pk=minutes.pk)


def locked_task(task):
    """Return the task as it is now, locked until the transaction ends."""
    return Task.objects.select_for_update(of=("self",)).select_related("meeting", "series", "owner").get(pk=task.pk)


def told_of(task, **more):
    """Return what activities about a task say of it."""
    return {"task": task.title, "title": task.meeting.title, "meeting": task.meeting_id} | more


def after_commit(call):
    """Call something once the transaction holds."""
    transaction.on_commit(call)
