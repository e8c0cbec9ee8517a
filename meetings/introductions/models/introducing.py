"""Coordinators introduce two cities or several to each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Meeting
from meetings.polls.models import TimePoll
from network.cities.models import City
from network.kit.audience import Audienced, AudienceQuerySet


class Introduction(Audienced):
    """Two to six people of as many cities who should know each other, and why; seen by them and by who introduces."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("an introduction", "waits for answers")
        AGREED = "agreed", pgettext_lazy("an introduction", "all said yes")
        MET = "met", pgettext_lazy("an introduction", "meeting planned")
        OVER = "over", pgettext_lazy("an introduction", "closed")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="introductions_made"
    )
    title = models.CharField(_("what it is about"), max_length=200)
    why = models.TextField(_("why they should meet"), max_length=2000)
    language = models.CharField(_("language"), max_length=16, default="en")
    minutes = models.PositiveSmallIntegerField(_("minutes"), choices=[(25, "25"), (50, "50")], default=50)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="introduced_by"
    )
    poll = models.OneToOneField(
        TimePoll, null=True, blank=True, on_delete=models.SET_NULL, related_name="introduced_by"
    )

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        indexes = [
            *Audienced.Meta.indexes,
            models.Index(fields=["closes_at"], name="introduction_closes", condition=Q(state="asked")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the introduction."""
        return reverse("introductions:introduction", args=[self.pk])

    @property
    def held(self):
        """The meeting that came of it, planned at once or by a time poll; None before there is one."""
        return self.meeting or (self.poll.meeting if self.poll_id else None)


class Side(models.Model):
    """One city at an introduction: whom it asks, what that person offers and seeks, what they said."""

    class Answer(models.TextChoices):
        NONE = "none", pgettext_lazy("an introduction", "not answered")
        YES = "yes", pgettext_lazy("an introduction", "would like to meet")
        NO = "no", pgettext_lazy("an introduction", "not this time")

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="sides")
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="introductions")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="introduced_in"
    )
    answer = models.CharField(_("answer"), max_length=5, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["introduction", "member"], name="side_member_once")]

    def __str__(self):
        return f"{self.city} {self.answer}"
