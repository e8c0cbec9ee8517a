"""Files of a panel's report."""

from django.db import models

from resources.papers.models.publishing import Made


class ReportFile(Made):
    """One file of a report in one language, kept for a while: `key` is the sha256 of all that goes into it."""

    panel = models.ForeignKey("consensus.Panel", on_delete=models.CASCADE, related_name="report_files")
    language = models.CharField(max_length=16)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.panel_id}.{self.language}.{self.format}"
