"""Mails that came in about meetings, what became of each, and what hosts have to decide because of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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
    meeting = models.ForeignKey("calendar.Meeting", null=True, on_delete=models.CASCADE, related_name="mails")
    series = models.ForeignKey("calendar.Series", null=True, on_delete=models.CASCADE, related_name="mails")
    told = models.JSONField(default=dict, blank=True)
    """What it said, as far as it was understood: method, uid, sequence, stamp, partstat, recurrence."""

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mails")

    def __str__(self):
        return f"{self.message_id} {self.outcome}"


class Proposal(models.Model):
    """What came in by mail and is a host's to decide: another time, or somebody else who would like to come."""

    class Kind(models.TextChoices):
        TIME = "time", pgettext_lazy("a proposal", "another time")
        GUEST = "guest", pgettext_lazy("a proposal", "somebody else would like to come")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a proposal", "waits for a host")
        TAKEN = "taken", pgettext_lazy("a proposal", "taken up")
        LEFT = "left", pgettext_lazy("a proposal", "not taken up")

    kind = models.CharField(max_length=5, choices=Kind)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    meeting = models.ForeignKey("calendar.Meeting", on_delete=models.CASCADE, related_name="proposals")
    attendance = models.ForeignKey("calendar.Attendance", null=True, on_delete=models.CASCADE, related_name="proposals")
    """Who proposes; of a guest: who sends them, where that is known."""
    address = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    note = models.CharField(_("words with it"), max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("proposal by mail")
        verbose_name_plural = _("proposals by mail")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "address"], condition=Q(kind="guest"), name="proposal_guest_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="time") | Q(attendance__isnull=False, ends_at__gt=F("starts_at")),
                name="proposal_time_is_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.meeting}"
