"""What came of a meeting that was asked for or introduced."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting


class Outcome(models.Model):
    """What one of those who met says three months later; asked once."""

    class Result(models.TextChoices):
        NONE = "", pgettext_lazy("an outcome", "not answered")
        PROJECT = "project", pgettext_lazy("an outcome", "A project")
        NOTHING_YET = "nothing_yet", pgettext_lazy("an outcome", "Nothing yet")
        NOTHING = "nothing", pgettext_lazy("an outcome", "Nothing, and nothing will")
        NOT_HELD = "not_held", pgettext_lazy("an outcome", "We did not meet")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="meeting_outcomes"
    )
    result = models.CharField(_("what came of it"), max_length=12, choices=Result, blank=True, default="")
    words = models.TextField(_("which, or why not"), max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "pk"]
        verbose_name = _("outcome of a meeting")
        verbose_name_plural = _("outcomes of meetings")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="outcome_once")]

    def __str__(self):
        return f"{self.meeting_id} {self.result}"
