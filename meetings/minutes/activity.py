"""What happens to minutes, decisions and tasks, as people read it. `{what}` is the meeting's title."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

# -- minutes: the subject is the Minutes, whose entry (once they are sent) has the meeting's title --------------------
BEGUN = declare("minutes.begun", sentence=_("{by} began the minutes of “{title}”"), urgency="none")
WANTED = declare("minutes.wanted", sentence=_("The minutes of “{title}” are still to be sent"), urgency="now",
                 may_name=True)  # fmt: skip
"""Names the hosts; the subject is the meeting. Its detail: `title`, `meeting`, `is_begun`."""

CIRCULATED = declare("minutes.circulated", sentence=_("The minutes of “{title}” are there"), urgency="now",
                     may_name=True)  # fmt: skip
"""Names the members who were invited; its detail: `title`, `meeting`. Without `by` the portal sent them in time."""

APPROVED = declare("minutes.approved", sentence=_("{by} approved the minutes of “{title}”"), urgency="digest",
                   may_name=True)  # fmt: skip
NARROWED = declare("minutes.narrowed", sentence=_("{by} changed who reads the minutes of “{title}”"), urgency="none")
DECIDED = declare("minutes.decided", sentence=_("{by} wrote a decision of “{title}” down"), urgency="none")
"""Its detail: `title`, `meeting`, `decision`, `number`."""

STRUCK = declare("minutes.struck", sentence=_("{by} struck decision {number} of “{title}”"), urgency="none")

# -- tasks: the subject is the Task; its detail: `task` (its words), `title` (the meeting's), `meeting` ---------------
ASSIGNED = declare("minutes.assigned", sentence=_("{by} gave you a task: “{task}”"), urgency="now", may_name=True)
"""Names the owner; its detail also: `day` (ISO)."""

TASK_MOVED = declare("minutes.task_moved", sentence=_("{by} changed the task “{task}”"), urgency="digest",
                     may_name=True)  # fmt: skip
TASK_CLOSED = declare("minutes.task_closed", sentence=_("{by} closed the task “{task}”"), urgency="digest",
                      may_name=True)  # fmt: skip
"""Names whoever gave it; its detail also: `state`, `note`."""

TASK_REOPENED = declare("minutes.task_reopened", sentence=_("{by} opened the task “{task}” again"), urgency="digest",
                        may_name=True)  # fmt: skip
TASK_SOON = declare("minutes.task_soon", sentence=_("Your task “{task}” is due on {day}"), urgency="digest",
                    may_name=True)  # fmt: skip
TASK_LATE = declare("minutes.task_late", sentence=_("Your task “{task}” is overdue"), urgency="digest",
                    may_name=True)  # fmt: skip
