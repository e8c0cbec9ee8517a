"""Who gives tasks, closes them, passes them on."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import runs, standing
from meetings.minutes.access.minutes import write
from network.access.rules import no, rule, yes

CLOSED = _("This task is closed.")


@rule("minutes.read_tasks", _("See the list of tasks"), needs_object=False)
def read_tasks(member):
    """Every member; each sees those of meetings that are open to them."""
    return standing(member)


@rule("minutes.assign", _("Give somebody a task that came of a meeting"))
def assign(member, minutes):
    """Whoever may write in the minutes; hosts at any time."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if runs(member, minutes.meeting) else write(member, minutes)


@rule("minutes.close_task", _("Close a task"))
def close_task(member, task):
    """Its owner, and the hosts of its meeting or series."""
    basic = concerned(member, task)
    if not basic:
        return basic
    return yes() if task.is_open else no(CLOSED)


@rule("minutes.change_task", _("Pass a task on, give it another day or other words"))
def change_task(member, task):
    """Its owner, and the hosts of its meeting or series, while it is open."""
    return close_task(member, task)


@rule("minutes.reopen_task", _("Open a task again"))
def reopen_task(member, task):
    """Its owner, and the hosts of its meeting or series."""
    basic = concerned(member, task)
    if not basic:
        return basic
    return no(_("This task is open.")) if task.is_open else yes()


def concerned(member, task):
    """Say whether the task is the member's own, or of a meeting or series that they run."""
    basic = standing(member)
    if not basic:
        return basic
    if task.owner_id == member.pk or runs(member, task.meeting):
        return yes()
    if task.series_id and runs(member, task.series):
        return yes()
    return no(_("Only its owner and the hosts may do this."))
