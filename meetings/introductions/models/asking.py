"""A member asks another for a meeting; how open each is to be asked."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting
from network.kit.audience import Audienced, AudienceQuerySet

LENGTHS = (25, 50)
OPEN_FOR = timedelta(days=14)
A_WEEK = 3
"""Requests a week that reach a member who has said nothing else."""


class Openness(models.Model):
    """How many requests a week may reach a member, and until when none may."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="openness")
    a_week = models.PositiveSmallIntegerField(_("requests a week"), default=A_WEEK, validators=[MaxValueValidator(20)])
    paused_until = models.DateField(_("none until"), null=True, blank=True)
    """The first day on which requests come again, on the member's own calendar."""
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("openness to requests")
        verbose_name_plural = _("openness to requests")

    def __str__(self):
        return f"{self.member_id}: {self.a_week}"


class Block(models.Model):
    """`member` is no longer asked by `blocked`, who is not told."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(member=F("blocked")), name="block_another"),
        ]

    def __str__(self):
        return f"{self.member_id} {self.blocked_id}"


class Request(Audienced):
    """One request for a meeting of two; seen by these two alone."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a request", "open")
        ACCEPTED = "accepted", pgettext_lazy("a request", "accepted")
        DECLINED = "declined", pgettext_lazy("a request", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("a request", "withdrawn")
        OVER = "over", pgettext_lazy("a request", "closed without an answer")

    class Turn(models.TextChoices):
        RECEIVER = "receiver", _("the one who was asked")
        ASKER = "asker", _("the one who asked")

    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="requests_made"
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="requests_got"
    )
    purpose = models.TextField(_("what for"), max_length=1000)
    language = models.CharField(_("language"), max_length=16, default="en")
    minutes = models.PositiveSmallIntegerField(_("minutes"), choices=[(n, str(n)) for n in LENGTHS], default=25)
    you_choose = models.BooleanField(_("the other chooses the time"), default=False)
    join_url = models.URLField(_("where you meet online"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    turn = models.CharField(_("whose answer is awaited"), max_length=10, choices=Turn, default=Turn.RECEIVER)
    round = models.PositiveSmallIntegerField(default=1)
    """How often times were proposed."""
    asked_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_for", verbose_name=_("meeting")
    )

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request for a meeting")
        verbose_name_plural = _("requests for meetings")
        indexes = [
            *Audienced.Meta.indexes,
            models.Index(fields=["closes_at"], name="request_closes", condition=Q(state="open")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "receiver"], condition=Q(state="open"), name="request_open_once",
                violation_error_message=_("You have asked already: it waits for an answer."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.purpose[:60]

    def get_absolute_url(self):
        """Return the address of the request."""
        return reverse("introductions:request", args=[self.pk])

    @property
    def is_open(self):
        """Whether it waits for an answer."""
        return self.state == self.State.OPEN

    @property
    def awaited(self):
        """The member whose answer is awaited."""
        return self.receiver if self.turn == self.Turn.RECEIVER else self.asker

    @property
    def proposed(self):
        """The times that stand to be chosen, in their order."""
        return [slot for slot in self.slots.all() if slot.round == self.round]


class Slot(models.Model):
    """A time that was proposed; those of the last round stand to be chosen."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "round", "starts_at"], name="request_slot_once")]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}Z"
