"""What became of a task, step by step, in words."""

from django.utils.translation import gettext as _

from meetings.minutes.models import TaskChange
from network.kit.words import own_day, today

Act = TaskChange.Act


def of(task, reader):
    """Return the steps of a task, newest first: [{"at", "by", "text"}]."""
    rows = task.changes.select_related("by__home_city", "to__home_city").order_by("-at", "-pk")
    found = []
    for row in rows:
        by = row.by.called_by(reader) if row.by else _("former member")
        found.append({"at": row.at, "by": by, "text": _said(row, reader)})
    return found


def _said(row, reader):
    to = row.to.called_by(reader) if row.to else _("former member")
    day = own_day(row.day, today()) if row.day else ""
    text = {
        Act.ASSIGNED: _("given to %(name)s, until %(day)s") % {"name": to, "day": day},
        Act.PASSED_ON: _("passed on to %(name)s") % {"name": to},
        Act.MOVED: _("now until %(day)s") % {"day": day},
        Act.WORDED: _("now called “%(words)s”") % {"words": row.note},
        Act.DONE: _("done, by the link of the mail") if row.by_mail else _("done"),
        Act.DROPPED: _("dropped"),
        Act.REOPENED: _("opened again"),
    }[row.act]
    return f"{text}: {row.note}" if row.note and row.act != Act.WORDED else text
