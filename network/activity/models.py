"""Activity: feed, audit log, and the source of notices and digests."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from network.kit.audience import AudienceQuerySet


class Activity(models.Model):
    """One thing that somebody did. Rows are added and never changed (a trigger refuses it)."""

    BEARS_NARROW_KEYS = True

    kind = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="activities")
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    city = models.CharField(max_length=60, blank=True)
    audience = ArrayField(models.TextField(), default=list)
    names = ArrayField(models.BigIntegerField(), default=list)
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "activities"
        indexes = [
            models.Index(fields=["subject", "subject_id", "-at"], name="activity_of_subject"),
            models.Index(fields=["kind", "-at"], name="activity_of_kind"),
            GinIndex(fields=["audience"], name="activity_audience"),
            GinIndex(fields=["names"], name="activity_names"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject}:{self.subject_id}"
