"""What is outdated: flags of members, the yearly question to owners, and reminders of what was not answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from resources.library.models import Edition, Resource


class FlagQuerySet(models.QuerySet):
    """Flags."""

    def open(self):
        """Return those that nobody has answered."""
        return self.filter(state=Flag.State.OPEN)

    def standing(self):
        """Return those that still hold: not answered, or confirmed and not mended yet."""
        return self.filter(state__in=[Flag.State.OPEN, Flag.State.CONFIRMED])


class Flag(models.Model):
    """One member's word that something is outdated, and what its owner answered."""

    class State(models.TextChoices):
        OPEN = "open", _("not answered yet")
        RIGHT = "right", _("still right")
        CONFIRMED = "confirmed", _("outdated: a new version comes")
        MENDED = "mended", _("mended by a new version")
        TAKEN_BACK = "taken_back", _("taken back")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="flags")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="flags")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="flags")
    reason = models.TextField(_("what is outdated"), max_length=1000)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(_("answer"), max_length=1000, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "by"],
                condition=Q(state__in=["open", "confirmed"]),
                name="flag_once_per_member",
                violation_error_message=_("You have said so already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="flag_has_reason", violation_error_message=_("Say what is outdated.")
            ),
        ]

    def __str__(self):
        return f"{self.resource_id} {self.state}"


class Confirmation(models.Model):
    """The yearly question to an owner whether something is still right."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="confirmations")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["resource"], condition=Q(answered_at=None), name="confirmation_open_once")
        ]

    def __str__(self):
        return f"{self.resource_id} {self.asked_at:%Y-%m-%d}"


class Reminder(models.Model):
    """That an owner was reminded of what waits since `since`, after so many days; and that the city took over."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="reminders")
    since = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "since", "days"], name="reminder_once")]

    def __str__(self):
        return f"{self.resource_id} {self.days}"
