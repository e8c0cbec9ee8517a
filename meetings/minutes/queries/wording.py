"""How tasks are said: whose, until when, how late."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.kit.clock import local, now
from network.kit.words import own_day

LATE, SOON, CALM = "late", "soon", "calm"


def owner_name(task, reader):
    """Return the owner's name as `reader` (None: everybody) may know it."""
    return task.owner.called_by(reader) if task.owner else _("former member")


def days_left(task, at=None):
    """Return how many days are left until the day on which a task is due, as its owner's calendar counts them."""
    zone = task.owner.time_zone if task.owner else "UTC"
    return (task.due_on - local(at or now(), zone).date()).days


def due_words(task):
    """Return the day on which a task is due: by its number and month, with the year where it is another."""
    return own_day(task.due_on, timezone.localdate())


def urgency(task, at=None):
    """Return "late", "soon" (three days or fewer) or "calm"."""
    left = days_left(task, at)
    return LATE if left < 0 else SOON if left <= 3 else CALM


def standing_words(task, at=None):
    """Return how an open task stands, in words: "3 days overdue", "due today", "until 4 May"; "" for a closed one."""
    if not task.is_open:
        return ""
    left = days_left(task, at)
    if left < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
    if left == 0:
        return _("due today")
    if left == 1:
        return _("due tomorrow")
    return _("until %(day)s") % {"day": due_words(task)}
