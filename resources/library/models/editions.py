"""Editions: a resource's versions with their files. Files are never replaced."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from resources.library.models.resource import Resource


class Edition(models.Model):
    """A version of a resource with its files. Files are never replaced: a correction is a new edition."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(_("what is new"), max_length=2000, blank=True)
    corrects = models.TextField(_("what it corrects"), max_length=2000, blank=True)
    files = models.ManyToManyField("files.StoredFile", through="EditionFile", related_name="editions")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["resource"], condition=models.Q(published_at=None), name="edition_one_draft"
            ),
        ]

    def __str__(self):
        return f"{self.resource_id} v{self.number}"

    def get_absolute_url(self):
        """Return the address of this version; it shows these files for good."""
        return reverse("library:version", args=[self.resource_id, self.number])


class EditionFile(models.Model):
    """A file of an edition, in order."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    # Cascade: uploads that were refused or never finished are swept away, and drafts forget them.
    file = models.ForeignKey("files.StoredFile", on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "file"], name="file_once_per_edition")]

    def __str__(self):
        return str(self.file)
