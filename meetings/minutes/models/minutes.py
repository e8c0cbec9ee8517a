"""The minutes of a meeting: one shared text, sent to all once, approved once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting
from network.kit.audience import PUBLIC, keys_of
from network.live.models import Document


class MinutesQuerySet(models.QuerySet):
    """Minutes, which are as open as their meeting, or open to those alone who were invited to it."""

    def visible_to(self, member):
        """Return the minutes that `member` (None: a visitor) may read. Before they were sent they are for members."""
        return self.filter(seen_by(member))


def seen_by(member, at=""):
    """Return the condition that minutes are open to `member`; `at` leads to them, as "meeting__written__"."""
    keys = sorted(keys_of(member))
    own = [key for key in keys if key.startswith("member:")]
    seen = Q(**{f"{at}meeting__audience__overlap": keys})
    if own:
        narrow = Q(**{f"{at}meeting__audience__overlap": own})
        seen &= Q(**{f"{at}is_narrow": False}) | narrow
    else:
        seen &= Q(**{f"{at}is_narrow": False})
    if member is None or not getattr(member, "is_member", False):
        seen &= ~Q(**{f"{at}state": Minutes.State.WRITING})
    return seen


class Minutes(models.Model):
    """The minutes of one meeting. What was circulated and what was approved are kept as they were."""

    class State(models.TextChoices):
        WRITING = "writing", pgettext_lazy("minutes", "being written")
        CIRCULATED = "circulated", pgettext_lazy("minutes", "sent to all")
        APPROVED = "approved", pgettext_lazy("minutes", "approved")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="written")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WRITING)
    is_narrow = models.BooleanField(_("only for those who were invited"), default=False)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)

    circulated_at = models.DateTimeField(null=True)
    circulated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None with `circulated_at`: the portal did it, 48 hours after the end."""
    circulated_seq = models.BigIntegerField(null=True)
    """Number in the log of the text up to which it was sent."""
    circulated = models.JSONField(null=True)
    """The text that was sent, as content JSON."""
    present = models.JSONField(default=list, blank=True)
    """Who was there, as noted when the minutes were sent: [{"member": id or None, "name": text}]."""

    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_in = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    """The meeting of the series that approved them; None: a host did."""
    content = models.JSONField(null=True)
    """The approved text, as content JSON."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Fingerprint of the approved text with its decisions; see queries/fingerprints.py."""

    objects = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__starts_at", "-pk"]
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="writing", circulated_at=None)
                | (~Q(state="writing") & Q(circulated_at__isnull=False, circulated__isnull=False)),
                name="minutes_sent_are_kept",
            ),
            models.CheckConstraint(
                condition=(~Q(state="approved") & Q(approved_at=None))
                | Q(state="approved", approved_at__isnull=False, content__isnull=False) & ~Q(sha256=""),
                name="minutes_approved_are_kept",
            ),
        ]

    def __str__(self):
        return str(self.meeting)

    def get_absolute_url(self):
        """Return the address of the minutes."""
        return reverse("minutes:minutes", args=[self.meeting_id])

    @property
    def subject(self):
        """How the shared text names whose it is."""
        return f"minutes.minutes:{self.meeting_id}"

    @property
    def is_sent(self):
        """Whether all have got them."""
        return self.state != self.State.WRITING

    @property
    def is_approved(self):
        """Whether they stand for ever."""
        return self.state == self.State.APPROVED

    @property
    def audience(self):
        """Keys of those who may read them once they are sent: those of the meeting, or of its people alone."""
        keys = self.meeting.audience
        return [key for key in keys if key.startswith("member:")] if self.is_narrow else list(keys)

    @property
    def is_public(self):
        """Whether everybody may read them."""
        return self.is_sent and not self.is_narrow and PUBLIC in self.meeting.audience
