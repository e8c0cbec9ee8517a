"""What privacy keeps: archives that were asked for, departures, traces of who looked or changed, runs of the clocks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now


class Archive(models.Model):
    """Everything of one member in a ZIP, from the moment it was asked for until it is taken away again."""

    class State(models.TextChoices):
        ASKED = "asked", _("being put together")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")
        GONE = "gone", _("taken away")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="archives")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=now)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    stored_as = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state="asked"),
                name="archive_one_at_a_time",
                violation_error_message=_("Your archive is being put together already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(stored_as="") & Q(expires_at__isnull=False)), name="archive_has_bytes"
            ),
        ]

    def __str__(self):
        return f"{self.member_id} {self.state}"

    @property
    def is_ready(self):
        """Whether it can be downloaded now."""
        return self.state == self.State.READY and self.expires_at > now()


class DepartureQuerySet(models.QuerySet):
    """Departures."""

    def open(self):
        """Return those that were neither undone nor completed."""
        return self.filter(undone_at=None, done_at=None)


class Departure(models.Model):
    """Somebody goes: the membership ends and may begin again, or everything is erased after days of grace."""

    class Kind(models.TextChoices):
        LEFT = "left", _("left the network")
        ERASE = "erase", _("asked to be erased")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="departures")
    kind = models.CharField(max_length=6, choices=Kind)
    # What the person was before, so that coming back leads there.
    before = models.CharField(max_length=10)
    keep_authorship = models.BooleanField(_("keep my name beside what I shared"), default=True)
    asked_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(undone_at__isnull=True, done_at__isnull=True),
                name="departure_one_open",
                violation_error_message=_("You are leaving already."),
            ),
            models.CheckConstraint(condition=~Q(kind="erase") | Q(due_at__isnull=False), name="erasure_has_a_day"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="erasure_due",
                condition=Q(kind="erase", undone_at__isnull=True, done_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"{self.member_id} {self.kind}"


class Withdrawal(models.Model):
    """A consent was withdrawn; the consent itself stays as it was given."""

    consent = models.OneToOneField("accounts.Consent", on_delete=models.CASCADE, related_name="withdrawal")
    at = models.DateTimeField(default=now)

    def __str__(self):
        return f"{self.consent_id} {self.at:%Y-%m-%d}"


class TraceQuerySet(models.QuerySet):
    """Traces, narrowed to what somebody may read."""

    def visible_to(self, member):
        """Each reads what was done by or to them; administrators read all."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        if member.is_superuser and member.is_member:
            return self
        return self.filter(Q(about=member) | Q(by=member))


class Trace(models.Model):
    """Who looked at or changed what is somebody's: the audit log. Rows are added alone (guards.py: a trigger).

    The people are named by their numbers without a constraint, so that no erasure ever touches a row.
    """

    kind = models.CharField(max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    detail = models.JSONField(default=dict)
    at = models.DateTimeField(default=now, db_index=True)
    # The transaction that wrote it, within which alone the one who acted is filled in.
    xact = models.BigIntegerField(null=True)

    objects = TraceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["about", "-at"], name="trace_about"),
            models.Index(fields=["xact"], name="trace_unsigned", condition=Q(by__isnull=True, xact__isnull=False)),
        ]

    def __str__(self):
        return f"{self.kind} {self.about_id}"


class Run(models.Model):
    """One run of one retention clock: when, how many rows went, and what went wrong."""

    clock = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)
    rows = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    is_complete = models.BooleanField(default=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["clock", "-at"], name="run_of_clock")]

    def __str__(self):
        return f"{self.clock} {self.rows}"
