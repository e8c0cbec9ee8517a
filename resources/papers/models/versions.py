"""Versions: the text at one number of the log, with what belongs to it, under one fingerprint."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """A text that stays as it was: `content` is ProseMirror JSON, `references` CSL-JSON, `about` what else is printed.

    `fingerprint` is the sha256 of all three with sorted keys, in UTF-8.
    """

    class Kind(models.TextChoices):
        AUTO = "auto", _("kept automatically")
        NAMED = "named", _("kept by name")
        CANDIDATE = "candidate", _("to be signed")
        RECORD = "record", _("version of record")

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.AUTO)
    label = models.CharField(_("name"), max_length=200, blank=True, default="")
    seq = models.BigIntegerField()
    content = models.JSONField()
    references = models.JSONField(default=list)
    about = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    words = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="paper_version_once",
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self):
        return f"{self.paper_id} {self.number}"
