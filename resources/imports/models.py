"""An import: a file of many resources, its rows, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from resources.imports import terms


class ImportQuerySet(models.QuerySet):
    """Imports, narrowed to whose they are."""

    def visible_to(self, member):
        """Return the member's own; nobody else looks into what somebody is about to bring."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        return self.filter(owner=member)


class Import(models.Model):
    """One file (and archives beside it) on its way into the library."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        ASKING = "asking", _("waiting for your choices")
        JUDGING = "judging", _("being compared with the library")
        READY = "ready", _("waiting for your word")
        WRITING = "writing", _("being written")
        DONE = "done", _("done")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("could not be read")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imports")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    name = models.CharField(_("file"), max_length=200)
    files = models.ManyToManyField("files.StoredFile", related_name="+")
    format = models.CharField(max_length=20, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    # What the member says instead of our guess.
    encoding_said = models.CharField(max_length=20, blank=True)
    parser = models.CharField(max_length=20, blank=True)
    lines = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    defaults = models.JSONField(default=dict)
    duplicates = models.CharField(max_length=5, choices=terms.DUPLICATES, default="skip")
    publishes = models.BooleanField(default=False)
    warnings = models.JSONField(default=list)
    warned = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=20, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["owner", "-created_at"], name="import_of_owner")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the import's page."""
        return reverse("imports:import", args=[self.pk])

    @property
    def is_busy(self):
        """Whether the machine is at work on it."""
        return self.state in terms.BUSY

    @property
    def is_table(self):
        """Whether it has columns."""
        return self.format == "csv"

    @property
    def per_cent(self):
        """How far the present work is."""
        return min(100, 100 * self.done // self.total) if self.total else 0


class Row(models.Model):
    """One row or record: its text as it stood in the file, what was understood, its fate, and what it became."""

    class Fate(models.TextChoices):
        NONE = "", _("not looked at yet")
        NEW = "new", _("new")
        DUPLICATE = "duplicate", _("in the library already")
        REFUSED = "refused", _("refused")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    until = models.PositiveIntegerField()
    raw = models.TextField()
    told = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    title = models.CharField(max_length=300, blank=True)
    what = models.JSONField(default=dict)
    fate = models.CharField(max_length=10, choices=Fate, default=Fate.NONE, blank=True)
    is_complete = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    twin = models.ForeignKey("library.Resource", null=True, on_delete=models.SET_NULL, related_name="+")
    twin_row = models.PositiveIntegerField(null=True)
    resource = models.ForeignKey("library.Resource", null=True, on_delete=models.SET_NULL, related_name="brought_by")
    mark = models.CharField(max_length=40, blank=True)
    written_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="row_number_once"),
            models.CheckConstraint(condition=~Q(fate="refused") | ~Q(reasons=[]), name="row_refused_why"),
        ]
        indexes = [models.Index(fields=["batch", "fate", "number"], name="row_of_fate")]

    def __str__(self):
        return f"{self.number}: {self.title}"
