"""What hours weigh in a city, and who sat through which: the ledger of fairness."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.calendar.models import Meeting
from network.cities.models import City


class CityHours(models.Model):
    """What a city's hours weigh in suggestions, where its coordinators said so; else `pain.BANDS` holds."""

    city = models.OneToOneField(City, on_delete=models.CASCADE, related_name="hours")
    weights = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(100)]), verbose_name=_("weights"), size=6
    )
    """Weight of half an hour in each of `pain.BANDS`, in their order."""
    subdivision = models.CharField(_("state or province"), max_length=10, blank=True)
    """ISO 3166-2 without the country: whose public holidays it has besides the country's."""
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["city"]
        verbose_name = _("weights of hours")
        verbose_name_plural = _("weights of hours")

    def __str__(self):
        return f"{self.city_id} {self.weights}"


class Burden(models.Model):
    """What one meeting that was held weighed on one city, or on one member: a row of the ledger."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="burdens")
    city = models.ForeignKey(City, null=True, on_delete=models.CASCADE, related_name="burdens")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="burdens")
    zone = models.CharField(_("time zone"), max_length=60)
    points = models.PositiveIntegerField()
    """Sum over its half hours, as `pain.pain` counts."""
    night_minutes = models.PositiveSmallIntegerField()
    """How much of it fell between 22:00 and 7:00 there, by begun half hours."""
    people = models.PositiveSmallIntegerField(default=1)
    """How many of the city took part."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(city__isnull=False) ^ Q(member__isnull=False), name="burden_of_one"),
            models.UniqueConstraint(fields=["meeting", "city"], name="burden_city_once"),
            models.UniqueConstraint(fields=["meeting", "member"], name="burden_member_once"),
        ]

    def __str__(self):
        return f"{self.city_id or self.member_id} {self.meeting_id}: {self.points}"
