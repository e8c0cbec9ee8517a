"""What each member chose, and the ledger that keeps any letter from going out twice."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.digests.terms import Frequency, Weekday


class DigestPreference(models.Model):
    """How often, when, and for which kinds a member hears from us."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_preference")
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, default=Weekday.MONDAY)
    monthday = models.PositiveSmallIntegerField(
        _("day of the month"), default=1, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    hour = models.PositiveSmallIntegerField(_("hour, in your time zone"), default=7, validators=[MaxValueValidator(23)])
    kinds = models.JSONField(default=dict, blank=True)
    since = models.DateTimeField()

    def __str__(self):
        return f"{self.member}: {self.frequency}"


class DigestRun(models.Model):
    """One look of beat for letters that are due: when, and how many it planned."""

    at = models.DateTimeField(unique=True)
    planned = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.planned}"


class Delivery(models.Model):
    """One letter to one member for one period; claimed before it is made."""

    class State(models.TextChoices):
        DUE = "due", _("due")
        CLAIMED = "claimed", _("being made")
        DONE = "done", _("made")
        EMPTY = "empty", _("nothing new: not sent")
        DROPPED = "dropped", _("not wanted any more")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deliveries")
    period = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    due_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    items = models.PositiveSmallIntegerField(default=0)
    mail = models.ForeignKey("kit.Mail", null=True, on_delete=models.SET_NULL, related_name="+")
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-due_at"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["member", "period"], name="delivery_once_per_period")]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=models.Q(state__in=["due", "claimed"]))
        ]

    def __str__(self):
        return f"{self.member_id} {self.period} {self.state}"


class Shown(models.Model):
    """What a member has been told of; nothing is told twice."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=80)
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="shown")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "shown"
        constraints = [models.UniqueConstraint(fields=["member", "item"], name="shown_once")]

    def __str__(self):
        return f"{self.member_id} {self.item}"
