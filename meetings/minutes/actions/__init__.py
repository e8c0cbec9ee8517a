"""Beginning, writing, sending and approving minutes; writing decisions down; giving tasks and closing them."""

from meetings.minutes.actions.beginning import begin_minutes
from meetings.minutes.actions.deciding import change_decision, decide, strike
from meetings.minutes.actions.sending import approve, circulate, narrow
from meetings.minutes.actions.tasks import assign, change_task, close_task, reopen_task
from meetings.minutes.actions.writing import Conflict, add_passage, save_passage

__all__ = [
    "Conflict",
    "add_passage",
    "approve",
    "assign",
    "begin_minutes",
    "change_decision",
    "change_task",
    "circulate",
    "close_task",
    "decide",
    "narrow",
    "reopen_task",
    "save_passage",
    "strike",
]
