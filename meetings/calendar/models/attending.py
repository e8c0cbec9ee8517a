"""Who is asked to a meeting, what they answered, whether they have a place, whether they were there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.calendar.models.meetings import Meeting
from meetings.calendar.terms import Answer, Mode, Place, Presence, Role


class Attendance(models.Model):
    """One person at one meeting: a member, or an address that a host invited. Hosts have one too."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="attendances"
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.ASKED)
    asked_at = models.DateTimeField(null=True)
    """When the invitation was written; None: registered by themselves."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)
    """Taken off the list: a CANCEL went out, the row stays so that a late answer finds it."""

    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    answer_sequence = models.PositiveIntegerField(default=0)
    """SEQUENCE of the meeting that was answered; lower than the meeting's: the answer is to what it was before."""
    answer_stamp = models.DateTimeField(null=True)
    """DTSTAMP of the answering mail."""
    answer_note = models.CharField(_("words with the answer"), max_length=500, blank=True)
    mode = models.CharField(_("takes part"), max_length=10, choices=Mode, blank=True, default="")
    """At a hybrid meeting: on site or online."""

    place = models.CharField(_("registration"), max_length=10, choices=Place, blank=True, default="")
    waiting_number = models.BigIntegerField(null=True)
    """Order on the waiting list: lower goes first."""
    registered_at = models.DateTimeField(null=True)
    words = models.JSONField(_("answers to the questions"), default=dict, blank=True)

    presence = models.CharField(_("attendance"), max_length=10, choices=Presence, blank=True, default="")
    joined_at = models.DateTimeField(null=True)
    """When the joining link was first used."""
    certificate = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - NULL: none was made
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.UniqueConstraint(fields=["meeting", "address"], condition=~Q(address=""), name="attendance_address"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) ^ ~Q(address=""), name="attendance_member_or_address"
            ),
        ]
        indexes = [models.Index(fields=["member", "meeting"], name="attendance_of_member")]

    def __str__(self):
        return f"{self.member or self.address} · {self.meeting}"

    @property
    def is_stale(self):
        """Whether the answer was given before the meeting was moved."""
        return self.answer != Answer.NONE and self.answer_sequence < self.meeting.sequence
