"""A table that somebody brought in: its bytes, what was chosen, what was shown of each row, and what became of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from network.kit.clock import now


class TableImport(models.Model):
    """One CSV table for one list of the desk. Nothing of it is written before `done_at` is set."""

    kind = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField(max_length=2_000_000)
    encoding = models.CharField(max_length=20, blank=True)
    # [{"line", "fate", "title", "changes": [[column, from, to]], "sentence"}]: what was shown, then what was done.
    fates = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.kind}: {self.name}"

    def get_absolute_url(self):
        """Return the address of its preview, or of what became of it."""
        return reverse(f"desk_{self.kind}:imported", args=[self.pk])
