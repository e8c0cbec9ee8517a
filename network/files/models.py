"""StoredFile and what belongs to it. The bytes lie in the storage "files" under names that nobody can guess."""

import secrets
import time
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.files import terms
from network.kit.audience import keys_of


def new_id():
    """Return a UUID of version 7: sorted by time, 74 bits of chance."""
    milliseconds = time.time_ns() // 1_000_000
    value = (
        (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    )
    return uuid.UUID(int=value)


def new_tag():
    """Return a random word: the file's ETag, which tells nothing about its content."""
    return secrets.token_hex(16)


class StoredFileQuerySet(models.QuerySet):
    """Files, narrowed to whom they are for."""

    def visible_to(self, member):
        """Return the files whose audience shares a key with `member`, and the member's own."""
        seen = Q(audience__overlap=sorted(keys_of(member)))
        if member is not None and member.is_authenticated:
            seen |= Q(owner=member)
        return self.filter(seen)

    def served(self):
        """Return the files whose bytes may be handed out: checked ones alone."""
        return self.filter(state=StoredFile.State.READY)


class StoredFile(models.Model):
    """One uploaded file, from its first byte on."""

    class State(models.TextChoices):
        RECEIVING = "receiving", _("being uploaded")
        CHECKING = "checking", _("being checked")
        READY = "ready", _("ready")
        REFUSED = "refused", _("refused")
        QUARANTINED = "quarantined", _("locked away: harmful software was found in it")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVING)
    refusal = models.CharField(max_length=20, blank=True)
    audience = ArrayField(models.TextField(), default=list, blank=True)
    stored_as = models.CharField(max_length=100, blank=True)
    tag = models.CharField(max_length=32, default=new_tag, editable=False)
    suggested_title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=16, blank=True)
    page_count = models.PositiveIntegerField(null=True)
    searchable = models.BooleanField(default=False)
    note = models.CharField(max_length=20, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    scanned_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["receiving", "checking", "ready", "refused", "quarantined"]), name="file_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checking", "ready"]) | (~Q(stored_as="") & ~Q(sha256="")),
                name="file_has_bytes",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal=""), name="file_refused_why"),
            models.UniqueConstraint(fields=["stored_as"], condition=~Q(stored_as=""), name="file_bytes_once"),
        ]
        indexes = [
            GinIndex(fields=["audience"], name="file_audience"),
            models.Index(fields=["sha256"], name="file_sha256", condition=~Q(sha256="")),
            models.Index(fields=["state", "created_at"], name="file_unready", condition=~Q(state="ready")),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the address under which this file is handed out."""
        return reverse("files:download", args=[self.pk, self.name])

    @property
    def is_ready(self):
        """Whether the bytes may be handed out."""
        return self.state == self.State.READY

    @property
    def text(self):
        """The text that was read from the file, "" if none; kept apart, so that lists do not carry it."""
        try:
            return self.reading.text
        except FileText.DoesNotExist:
            return ""

    @property
    def sentence(self):
        """Why the file was refused, or what is noted about it, in the reader's language; "" if nothing is."""
        if self.state == self.State.REFUSED:
            return str(terms.REFUSALS.get(self.refusal, terms.REFUSALS["broken"]))
        return str(terms.NOTES.get(self.note, ""))

    @property
    def family(self):
        """What it is in one word: pdf, document, table, slides, image, audio, video, archive, text or other."""
        return terms.family_of(self.content_type)


class FileText(models.Model):
    """The text of a file, as it was read."""

    file = models.OneToOneField(StoredFile, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    text = models.TextField()

    def __str__(self):
        return self.text[:60]


class FilePicture(models.Model):
    """A picture of one page in WebP; number 0 is the small one for lists."""

    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    path = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="picture_once_per_page")]

    def __str__(self):
        return f"{self.file_id} {self.number}"

    def get_absolute_url(self):
        """Return the address of this picture."""
        return reverse("files:page", args=[self.file_id, self.number])


class Intake(models.Model):
    """An upload that is not complete yet: how far it came and until when it waits."""

    file = models.OneToOneField(StoredFile, primary_key=True, on_delete=models.CASCADE, related_name="intake")
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(offset__lte=F("length")), name="intake_within_length")]
        indexes = [models.Index(fields=["expires_at"], name="intake_expiry")]

    def __str__(self):
        return f"{self.file_id} {self.offset}/{self.length}"
