"""Who writes, sends and approves minutes, who has to do with tasks, and why not."""

from meetings.minutes.access import minutes, tasks

__all__ = ["minutes", "tasks"]
