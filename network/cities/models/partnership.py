"""The partnership as a dated record, and the agreements on which it rests."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.cities.models.city import City
from network.kit.clock import now


class Partnership(models.Model):
    """The standing of a city in the programme; each change is kept."""

    class State(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        INVITED = "invited", _("invited")
        JOINED = "joined", _("joined")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ALUMNI = "alumni", _("alumni")

    SEEN = ("joined", "active", "paused", "alumni")
    OPEN = ("joined", "active")

    city = models.OneToOneField(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="partnership")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROSPECT)
    since = models.DateField(_("in this state since"))

    class Meta:
        ordering = ["city__name"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")

    def __str__(self):
        return f"{self.city} · {self.get_state_display()}"

    @property
    def is_seen(self):
        """Whether visitors and members may know of it."""
        return self.state in self.SEEN

    @property
    def is_open(self):
        """Whether people may join under this city."""
        return self.state in self.OPEN


class PartnershipChange(models.Model):
    """One step in the history of a partnership: who, when, why."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=10, choices=Partnership.State, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=Partnership.State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("why"), blank=True)
    on = models.DateField(_("day"))
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.partnership.city}: {self.state}"


class Agreement(models.Model):
    """The paper on which a partnership rests."""

    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), on_delete=models.CASCADE, related_name="agreements"
    )
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(_("signed by"), max_length=300)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    renews_on = models.DateField(_("to be renewed on"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-ends_on", "-pk"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
                violation_error_message=_("The agreement ends before it starts."),
            )
        ]

    def __str__(self):
        return f"{self.partnership.city}: {self.starts_on} – {self.ends_on}"

    def days_left(self, on=None):
        """Return how many days remain after the day `on` (today); negative once it has ended."""
        return (self.ends_on - (on or now().date())).days
