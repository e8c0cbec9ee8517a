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
