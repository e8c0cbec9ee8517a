"""What was published: frozen text, files, deposits, corrections."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Publication(models.Model):
    """A version of record, under an address of its own. A correction is a further one, with a notice."""

    class State(models.TextChoices):
        CURRENT = "current", _("current")
        CORRECTED = "corrected", _("corrected by a later one")
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")

    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="publications")
    version = models.OneToOneField("papers.Version", on_delete=models.PROTECT, related_name="publication")
    number = models.PositiveIntegerField(default=1)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    state = models.CharField(max_length=10, choices=State, default=State.CURRENT)
    notice = models.TextField(_("notice"), max_length=2000, blank=True, default="")
    # Who signed, what cities say, which interests were declared: as it was on the day, in the words of that day.
    frozen = models.JSONField(default=dict, blank=True)
    doi = models.CharField(max_length=300, blank=True, default="")
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")
    translation_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="translations"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="paper_publication_once",
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        """Return the public address."""
        return reverse("papers:publication", args=[self.slug])


class Made(models.Model):
    """A file that the portal makes of a text: waiting, there, or refused with the reason and its place."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being made")
        READY = "ready", _("ready")
        REFUSED = "refused", _("could not be made")

    format = models.CharField(max_length=10)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    stored_as = models.CharField(max_length=100, blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    fault = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self):
        """Whether it can be fetched."""
        return self.state == self.State.READY


class Export(Made):
    """One file of one version, kept for a while: `key` is the sha256 of all that goes into it."""

    version = models.ForeignKey("papers.Version", on_delete=models.CASCADE, related_name="exports")
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.version_id}.{self.format}"


class PublicationFile(Made):
    """One file of a publication, made once and kept."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="files")

    class Meta:
        ordering = ["publication", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "format"],
                name="paper_publication_file_once",
                violation_error_message=_("This file is there already."),
            )
        ]

    def __str__(self):
        return f"{self.publication_id}.{self.format}"

    def get_absolute_url(self):
        """Return the address under which it is handed out."""
        return reverse("papers:publication_file", args=[self.publication.slug, self.format])


class Deposit(models.Model):
    """What an agency (Crossref, DataCite) is told of a publication; sent only where the portal is set up for it."""

    class State(models.TextChoices):
        READY = "ready", _("ready")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="deposits")
    agency = models.CharField(max_length=10)
    payload = models.TextField()
    state = models.CharField(max_length=6, choices=State, default=State.READY)
    answer = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["publication", "agency"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "agency"],
                name="paper_deposit_once",
                violation_error_message=_("This deposit is there already."),
            )
        ]

    def __str__(self):
        return f"{self.publication_id} {self.agency}"
