"""Who goes to a congress, and the side meetings that the portal proposes to them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting
from meetings.congresses.models.congresses import Congress


class Presence(models.Model):
    """'I shall be there': said by oneself, seen by members alone, taken back at any time."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="presences")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="congress_presences")
    first_day = models.DateField(_("there from"))
    last_day = models.DateField(_("until"))
    topics = ArrayField(models.CharField(max_length=60), verbose_name=_("topics"), default=list, blank=True)
    is_open = models.BooleanField(_("open to meet others there"), default=True)
    note = models.CharField(_("a word to the others"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "member"], name="presence_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="presence_ends_after_start",
                violation_error_message=_("It ends before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.congress_id} {self.member_id}"

    def is_there(self, day):
        """Whether the person is there on a day."""
        return self.first_day <= day <= self.last_day


class Proposal(models.Model):
    """A side meeting that the portal proposes, since enough members of enough cities are there on the same day."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a proposed side meeting", "asks who comes")
        MADE = "made", pgettext_lazy("a proposed side meeting", "takes place")
        LAPSED = "lapsed", pgettext_lazy("a proposed side meeting", "did not come about")

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    day = models.DateField(_("day"))
    time = models.TimeField(_("time"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    """A topic that they share; empty: none."""
    meeting = models.OneToOneField(Meeting, null=True, on_delete=models.SET_NULL, related_name="side_proposal")
    proposed_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress"], condition=Q(state__in=("open", "made")), name="proposal_one_standing"
            ),
        ]

    def __str__(self):
        return f"{self.congress_id} {self.day} {self.state}"


class Accepting(models.Model):
    """Whether somebody who was asked comes to a side meeting; no answer yet: neither."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="acceptings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="side_acceptings")
    comes = models.BooleanField(null=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="accepting_once")]

    def __str__(self):
        return f"{self.proposal_id} {self.member_id} {self.comes}"


class Arranged(models.Model):
    """A meeting that two have arranged to have at a congress."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="arranged")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="arranged_at")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.congress_id} {self.meeting_id}"
