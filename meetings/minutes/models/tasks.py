"""Tasks that came of a meeting: who does what until when, and all that became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting, Series
from meetings.minutes.models.minutes import seen_by
from network.kit import clock


class TaskQuerySet(models.QuerySet):
    """Tasks, seen by whoever sees the minutes in which they stand, and by their owners."""

    def visible_to(self, member):
        """Return the tasks that `member` may read: nobody's who is no member."""
        if member is None or not getattr(member, "is_member", False):
            return self.none()
        return self.filter(seen_by(member, "meeting__written__") | Q(owner=member))

    def open(self):
        """Return those that are to be done."""
        return self.filter(state=Task.State.OPEN)


OPEN_FIRST = (F("closed_at").desc(nulls_first=True), "due_at", "pk")
"""An order: what is open by its day, then what was closed, newest first."""


class Task(models.Model):
    """One task. It is due at the end of a day where its owner lives."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a task", "open")
        DONE = "done", pgettext_lazy("a task", "done")
        DROPPED = "dropped", pgettext_lazy("a task", "dropped")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tasks")
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(_("what is to be done"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="tasks", verbose_name=_("who")
    )
    """Nobody only where an account was erased; a task without an owner cannot be saved."""
    due_on = models.DateField(_("until"))
    due_at = models.DateTimeField()
    """The moment after the last of that day in the owner's zone; see `end_of_day`."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    note = models.CharField(_("note"), max_length=500, blank=True)
    """What was said when it was closed."""
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    told_soon = models.DateField(null=True)
    told_late = models.DateField(null=True)
    """The due day of which the owner was reminded, and that it is over: once for each day."""

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(fields=["owner", "state", "due_at"], name="task_of_owner"),
            models.Index(fields=["series", "state"], name="task_of_series"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="task_closed_has_a_moment",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the task's own page."""
        return reverse("minutes:task", args=[self.pk])

    @property
    def is_open(self):
        """Whether it is to be done."""
        return self.state == self.State.OPEN

    def is_late(self, at=None):
        """Whether its day is over where its owner lives."""
        return self.is_open and (at or clock.now()) >= self.due_at


def end_of_day(day, zone):
    """Return the instant at which `day` ends in the IANA zone `zone`: the first moment of the next day (UTC)."""
    return clock.at(datetime.combine(day + timedelta(days=1), datetime.min.time()), zone)


class TaskChange(models.Model):
    """One step in the life of a task."""

    class Act(models.TextChoices):
        ASSIGNED = "assigned", _("assigned")
        PASSED_ON = "passed_on", _("passed on")
        MOVED = "moved", _("another day")
        WORDED = "worded", _("other words")
        DONE = "done", pgettext_lazy("a task", "done")
        DROPPED = "dropped", pgettext_lazy("a task", "dropped")
        REOPENED = "reopened", _("opened again")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="changes")
    act = models.CharField(max_length=10, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who owns it from then on, where that changed."""
    day = models.DateField(null=True)
    """Until when it is due from then on, where that changed."""
    note = models.CharField(max_length=500, blank=True)
    by_mail = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.task_id} {self.act}"
