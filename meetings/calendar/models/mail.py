"""Mails that came in about meetings, and what became of each."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InboundMail(models.Model):
    """One incoming mail: taken in once, however often it is delivered."""

    class Outcome(models.TextChoices):
        APPLIED = "applied", pgettext_lazy("an incoming mail", "taken in")
        IGNORED = "ignored", pgettext_lazy("an incoming mail", "changed nothing")
        PENDING = "pending", pgettext_lazy("an incoming mail", "waits for a confirmation")
        REFUSED = "refused", pgettext_lazy("an incoming mail", "refused")

    message_id = models.CharField(max_length=255, unique=True)
    sender = models.CharField(max_length=254, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    attendance = models.ForeignKey("calendar.Attendance", null=True, on_delete=models.CASCADE, related_name="mails")
    told = models.JSONField(default=dict, blank=True)
    """What it said, as far as it was understood: method, uid, sequence, stamp, partstat, recurrence."""

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")

    def __str__(self):
        return f"{self.message_id} {self.outcome}"
