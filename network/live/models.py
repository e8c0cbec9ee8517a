"""Documents that several people write at once: an append-only log of Yjs updates, and what is derived from it.

The log is the only truth and is never deleted; snapshots make opening quick. Numbers in the log are gapless and in the
order of commit, per document, because the row of the document is locked until the commit.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """One shared text. `subject` names whose it is ("papers.paper:12"); only the room that gave it reads the words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=80, db_index=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    forked_at = models.BigIntegerField(null=True, blank=True)
    head = models.BigIntegerField(default=0)
    schema_version = models.PositiveIntegerField(default=1)
    epoch = models.PositiveIntegerField(default=1)
    is_frozen = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("shared text")
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, forked_at=None) | Q(parent__isnull=False, forked_at__isnull=False),
                name="live_branch_knows_where_it_began",
                violation_error_message=_("A branch says where it began."),
            )
        ]

    def __str__(self):
        return f"{self.subject} {self.pk}"


class Update(models.Model):
    """One row of the log: what one browser sent, as it sent it, after it was applied without a fault."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="updates")
    seq = models.BigIntegerField()
    payload = models.BinaryField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    connection = models.CharField(max_length=40, blank=True, default="")
    client_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    at = models.DateTimeField(db_default=models.functions.Now())
    size = models.PositiveIntegerField()
    is_quarantined = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["document", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "seq"],
                name="live_update_once_per_number",
                violation_error_message=_("This number is taken."),
            )
        ]

    def __str__(self):
        return f"{self.document_id} {self.seq}"


class Snapshot(models.Model):
    """The whole state up to a number of the log, with the checksum that is asked before it is trusted."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="snapshots")
    upto = models.BigIntegerField()
    payload = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["document", "-upto"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "upto"],
                name="live_snapshot_once_per_number",
                violation_error_message=_("There is one already."),
            )
        ]

    def __str__(self):
        return f"{self.document_id} ≤ {self.upto}"


class Client(models.Model):
    """A Yjs client id (53 bits, chosen by a browser) and the member to whom it belongs from its first use on."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="clients")
    client_id = models.BigIntegerField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    first_seq = models.BigIntegerField()

    class Meta:
        ordering = ["document", "client_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "client_id"],
                name="live_client_has_one_member",
                violation_error_message=_("This writer's number is taken."),
            )
        ]

    def __str__(self):
        return f"{self.document_id} {self.client_id}"
