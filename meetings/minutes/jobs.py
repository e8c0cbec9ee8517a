"""Duties of minutes and tasks: looks after meetings, reminders of tasks."""

from meetings.minutes.actions import looking, tasks
from network.kit.jobs import daily, job


@job("minutes.look")
def look(payload):
    """Remind hosts of the minutes 24 hours after a meeting, send them after 48."""
    looking.look(payload["meeting"], payload["way"])


@job("minutes.task")
def task(payload):
    """Remind an owner of a task three days before, and after, its day."""
    tasks.remind(payload["task"], payload["stage"])


@daily
def plan_looks():
    """Plan the looks after meetings that end these days."""
    looking.plan_all()


@daily
def look_at_tasks():
    """Remind of tasks whose job was lost."""
    tasks.look_at_all()
