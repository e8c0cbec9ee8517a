"""Decisions: numbered in their series, or in their meeting where it stands alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.calendar.models import Meeting, Series
from meetings.minutes.models.minutes import seen_by
from network.catalogue.models import Entry


class DecisionQuerySet(models.QuerySet):
    """Decisions, which are seen by whoever sees the minutes in which they stand."""

    def visible_to(self, member):
        """Return the decisions that `member` (None: a visitor) may read."""
        return self.filter(seen_by(member, "meeting__written__"))


class Decision(models.Model):
    """What a meeting decided. Its number is never given to another; one that was wrong is struck, with the reason."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    """From 1 within the series; within the meeting where it belongs to none."""
    text = models.TextField(_("decision"), max_length=2000)
    decided_on = models.DateField(_("decided on"))
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    """What of the catalogue it changes."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    reason = models.CharField(_("why it was struck"), max_length=500, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-number", "-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="decision_number_of_series"),
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=Q(series=None), name="decision_number_of_meeting"
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:80]}"

    def get_absolute_url(self):
        """Return where it stands in the minutes."""
        return f"{reverse('minutes:minutes', args=[self.meeting_id])}#decision-{self.pk}"
