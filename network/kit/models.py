"""The kit's own rows: the outbox of jobs and mails, links that were used, and beat's ticks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """One thing to be done after a commit: a row, so that no outage of the broker can lose it."""

    class State(models.TextChoices):
        DUE = "due", _("due")
        LEASED = "leased", _("being done")
        DONE = "done", _("done")
        DEAD = "dead", _("given up")

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - NULL means that the job has no namesake
    payload = models.JSONField(default=dict)
    queue = models.CharField(max_length=20, default="fast")
    # Lower goes first within a queue; how `enqueue` uses it stands there.
    rank = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="job_once_per_key")]
        indexes = [
            models.Index(
                fields=["queue", "rank", "not_before"], name="job_due", condition=Q(state__in=["due", "leased"])
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.key or self.pk}"


class Mail(models.Model):
    """One mail to one address, from the moment it was decided until a server took it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        HANDED = "handed", _("being handed over")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused by the receiving server")
        IN_DOUBT = "in_doubt", _("perhaps sent: the line broke at the last moment")
        DROPPED = "dropped", _("not sent: no longer wanted")

    key = models.CharField(max_length=200, unique=True)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=80)
    to = models.EmailField()
    sender = models.CharField(max_length=320)
    subject = models.CharField(max_length=500)
    language = models.CharField(max_length=16)
    message_id = models.CharField(max_length=255)
    raw = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["member", "-created_at"], name="mail_of_member")]

    def __str__(self):
        return f"{self.subject} -> {self.to}"


class Suppression(models.Model):
    """An address that must not be written to, and why."""

    class Reason(models.TextChoices):
        HARD = "hard", _("the address does not exist")
        COMPLAINT = "complaint", _("marked as unwanted")
        MANUAL = "manual", _("set by an administrator")

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.address


class UsedLink(models.Model):
    """A single-use link of a mail that has been used; its digest alone is kept."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.digest[:8]


class Tick(models.Model):
    """When something recurring last happened (beat, the daily duties)."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.name


class Counter(models.Model):
    """A counted window of a rate limit; in the database, so that no outage switches it off."""

    key = models.CharField(max_length=200, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()

    def __str__(self):
        return self.key
