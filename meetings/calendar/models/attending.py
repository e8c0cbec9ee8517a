"""Who is asked to a meeting, what they answered, whether they have a place, whether they were there."""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.calendar.models.meetings import Meeting
from meetings.calendar.terms import Answer, How, Mode, Place, Presence, Role


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
    language = models.CharField(_("language"), max_length=16, blank=True)
    """In which a guest is written to; empty: that of the meeting."""
    extra_sequence = models.PositiveIntegerField(default=0)
    """Rises when they are taken off and asked again: their mails carry the meeting's SEQUENCE and this on top."""
    asked_again = models.PositiveSmallIntegerField(default=0)
    """How often a host asked once more; the portal's own reminder is not counted."""
    asked_again_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    answer_sequence = models.PositiveIntegerField(default=0)
    """SEQUENCE of the meeting that was answered; lower than the meeting's: the answer is to what it was before."""
    answer_stamp = models.DateTimeField(null=True)
    """DTSTAMP of the answering mail."""
    answer_note = models.CharField(_("words with the answer"), max_length=500, blank=True)
    answer_how = models.CharField(max_length=5, choices=How, blank=True, default="")
    answered_with_series = models.BooleanField(default=False)
    """The answer was given for the whole series: a later one for the series replaces it."""
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
    has_answered = models.BooleanField(_("answered the two questions afterwards"), default=False)
    """That somebody answered, not what: the answers stand in `Pulse` as counts alone."""
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.UniqueConstraint(fields=["meeting", "address"], condition=~Q(address=""), name="attendance_address"),
            models.CheckConstraint(
                condition=Q(member__isnull=False) ^ ~Q(address=""), name="attendance_member_or_address"
            ),
            models.UniqueConstraint(fields=["meeting", "waiting_number"], name="attendance_waits_alone"),
            models.CheckConstraint(
                condition=Q(place=Place.WAITING, waiting_number__isnull=False)
                | (~Q(place=Place.WAITING) & Q(waiting_number__isnull=True)),
                name="attendance_waits_by_number",
            ),
        ]
        indexes = [models.Index(fields=["member", "meeting"], name="attendance_of_member")]

    def __str__(self):
        return f"{self.member or self.address} · {self.meeting}"

    @property
    def asked_sequence(self):
        """The SEQUENCE that the invitation of this person carries now."""
        return self.meeting.sequence + self.extra_sequence

    @property
    def is_stale(self):
        """Whether the answer was given before the meeting was moved."""
        return self.answer != Answer.NONE and self.answer_sequence < self.meeting.sequence


def new_code():
    """Return the code of a certificate: 120 random bits as 24 letters and digits that nobody takes for another."""
    return "".join(secrets.choice("abcdefghijkmnpqrstuvwxyz23456789") for _place in range(24))


class Certificate(models.Model):
    """What says that somebody was at a meeting. Whoever has its address can read it; nobody can guess the address."""

    code = models.CharField(max_length=40, unique=True, default=new_code, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="certificates")
    attendance = models.OneToOneField(Attendance, null=True, on_delete=models.SET_NULL, related_name="certificate")
    """None: whoever it was for has left and is forgotten; `name` is empty then."""
    name = models.CharField(_("name on the certificate"), max_length=150, blank=True)
    """As the person agreed to have it read by whoever is shown the certificate."""
    language = models.CharField(_("language"), max_length=16, default="en")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")

    def __str__(self):
        return f"{self.code} {self.meeting}"

    def get_absolute_url(self):
        """Return the address at which anybody can see whether it is valid."""
        return reverse("calendar:certificate", args=[self.code])

    @property
    def is_valid(self):
        """Whether it still says what was."""
        return self.withdrawn_at is None and bool(self.name)


def no_counts():
    """Return counts of the answers 1 to 5 while nobody has answered."""
    return [0, 0, 0, 0, 0]


class Pulse(models.Model):
    """What people thought of a meeting, as counts: no answer has a row, a time or an owner, so none can be traced.

    `shown_…` is what readers see. It follows in steps of five answers or more: whoever looks twice cannot take one
    answer from the difference.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="pulse")
    useful = ArrayField(models.PositiveIntegerField(), size=5, default=no_counts)
    """How many gave 1, 2, 3, 4, 5 to 'Was it useful?'."""
    glad = ArrayField(models.PositiveIntegerField(), size=5, default=no_counts)
    words = models.JSONField(default=list, blank=True)
    """Texts in the order of their letters, never that in which they came."""
    shown_useful = ArrayField(models.PositiveIntegerField(), size=5, default=no_counts)
    shown_glad = ArrayField(models.PositiveIntegerField(), size=5, default=no_counts)
    shown_words = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.meeting_id}: {sum(self.useful)}"
