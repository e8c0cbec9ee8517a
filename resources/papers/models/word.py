"""Word files that came in: what they are to become, and what became of them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WordFile(models.Model):
    """A .docx on its way to be a paper (`paper` is then made from it) or suggestions in `paper`.

    `told` says in numbers what was found and what was left out; the file itself stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        DONE = "done", _("read")
        FAILED = "failed", _("could not be read")

    paper = models.ForeignKey(
        "papers.Paper", null=True, blank=True, on_delete=models.CASCADE, related_name="word_files"
    )
    is_new = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=500, blank=True, default="")
    proposal = models.ForeignKey(
        "papers.Proposal", null=True, blank=True, on_delete=models.SET_NULL, related_name="word_files"
    )
    told = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.paper_id} {self.file_id}"
