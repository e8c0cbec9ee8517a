"""What came of meetings: the text written together, decisions with numbers, tasks with an owner and a day."""

from meetings.minutes.models.decisions import Decision
from meetings.minutes.models.minutes import Minutes
from meetings.minutes.models.tasks import Task, TaskChange

__all__ = ["Decision", "Minutes", "Task", "TaskChange"]
