"""The list of references of a paper: CSL-JSON inside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reference(models.Model):
    """One work that the paper cites or may cite. `key` is what citations in the text name; it never changes."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=40)
    csl = models.JSONField()
    doi = models.CharField(max_length=300, blank=True, default="")
    title = models.CharField(max_length=500, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    entry = models.ForeignKey(
        "catalogue.Entry", null=True, blank=True, on_delete=models.SET_NULL, related_name="cited_in_papers"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["paper", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "key"],
                name="paper_reference_key_once",
                violation_error_message=_("This key is taken."),
            ),
            models.UniqueConstraint(
                fields=["paper", "doi"],
                condition=~Q(doi=""),
                name="paper_reference_doi_once",
                violation_error_message=_("A work with this DOI is in the list already."),
            ),
        ]

    def __str__(self):
        return f"{self.paper_id} {self.key}"


class Gathering(models.Model):
    """Works on their way into a list: a file, pasted text or a DOI, as it was read; kept until somebody decided.

    `rows`: [{"csl", "fate", "key", "line", "said"}]; fates are NEW, KNOWN (in the list already), TWICE (further up),
    UNREAD (nothing could be taken). `sent` are the bytes as they came.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READY = "ready", _("read")
        FAILED = "failed", _("could not be read")

    NEW, KNOWN, TWICE, UNREAD = "new", "known", "twice", "unread"

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="gatherings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    doi = models.CharField(max_length=300, blank=True, default="")
    sent = models.BinaryField(default=bytes)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True, default="")
    rows = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.paper_id} {self.name}"
