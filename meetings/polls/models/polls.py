"""Time polls: which times are proposed, who is asked, what each answered, and which meeting came of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models import Group, Meeting, Series
from meetings.calendar.terms import Kind, Mode, Visibility
from network.cities.models import City
from network.kit.audience import Audienced, AudienceQuerySet
from network.kit.clock import validate_zone


class TimePoll(Audienced):
    """A question to some people: which of these times suits you? Closing it makes exactly one meeting.

    Only its hosts and whoever is asked see it. A draft is seen by its hosts alone.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("a time poll", "not sent yet")
        OPEN = "open", pgettext_lazy("a time poll", "open")
        CLOSED = "closed", pgettext_lazy("a time poll", "closed")
        CALLED_OFF = "called_off", pgettext_lazy("a time poll", "called off")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=16, default="en")
    about = models.TextField(_("what it is about"), max_length=5000, blank=True)
    organiser = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="time_polls"
    )
    hosts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="time_polls_hosted", verbose_name=_("hosts"))
    zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    """In it the hosts think and type; of dates it says when a day begins."""
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    is_dates = models.BooleanField(_("whole days"), default=False)
    """Its slots are dates without an hour and without a zone: nothing about them can shift."""
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="time_polls")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.TELECONFERENCE)
    mode = models.CharField(_("how people take part"), max_length=10, choices=Mode, default=Mode.ONLINE)
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.PROTECT, related_name="time_polls", verbose_name=_("host city")
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="time_polls",
        verbose_name=_("working group"),
    )  # fmt: skip
    visibility = models.CharField(_("who sees the meeting"), max_length=10, choices=Visibility,
                                  default=Visibility.INVITED)  # fmt: skip

    closes_at = models.DateTimeField(_("answers until"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("how many must be able to come"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    hides_answers = models.BooleanField(_("answers are hidden until it closes"), default=False)
    closes_itself = models.BooleanField(_("the best time is taken without asking you"), default=False)

    slot = models.ForeignKey("polls.Slot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The slot that was chosen."""
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="time_poll")
    reason = models.CharField(_("why it was called off"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    """When it was closed or called off."""
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: it closed by itself."""
    complete_at = models.DateTimeField(null=True)
    """When its hosts were told that everybody has answered."""
    proposed_at = models.DateTimeField(null=True)
    """When its hosts were told that the time to answer is over."""

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("time poll")
        verbose_name_plural = _("time polls")
        indexes = [*Audienced.Meta.indexes, models.Index(fields=["state", "closes_at"], name="poll_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(ended_at__isnull=False), name="poll_closed_has_an_end"
            ),
            models.CheckConstraint(condition=~Q(state="open") | Q(closes_at__isnull=False), name="poll_open_closes"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the poll."""
        return reverse("polls:poll", args=[self.pk])

    @property
    def is_open(self):
        """Whether it takes answers."""
        return self.state == self.State.OPEN

    @property
    def is_draft(self):
        """Whether nobody was asked yet."""
        return self.state == self.State.DRAFT


class Slot(models.Model):
    """One time that is proposed: an instant, or (in polls of whole days) a date."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(null=True)
    on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_at", "on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at"], name="slot_instant_once"),
            models.UniqueConstraint(fields=["poll", "on"], name="slot_date_once"),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False) ^ Q(on__isnull=False), name="slot_instant_or_date"
            ),
        ]

    def __str__(self):
        return str(self.starts_at or self.on)


class Invitee(models.Model):
    """Somebody who is asked: a member, or a guest by address."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="invitees")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="time_poll_places"
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[validate_zone])
    """Of guests; members have their own. Empty: that of the poll."""
    language = models.CharField(_("language"), max_length=16, blank=True)
    """Of guests; empty: that of the poll."""
    is_required = models.BooleanField(_("must be there"), default=False)
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    note = models.CharField(_("a word with it"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "member"], name="invitee_once"),
            models.UniqueConstraint(fields=["poll", "address"], condition=~Q(address=""), name="invitee_address_once"),
            models.CheckConstraint(condition=Q(member__isnull=False) ^ ~Q(address=""), name="invitee_member_or_guest"),
        ]

    def __str__(self):
        return f"{self.member or self.name or self.address} · {self.poll}"


class Suits(models.TextChoices):
    """Whether a time suits somebody."""

    YES = "yes", pgettext_lazy("a proposed time", "yes")
    IF = "if", pgettext_lazy("a proposed time", "if need be")
    NO = "no", pgettext_lazy("a proposed time", "no")


class Vote(models.Model):
    """What one person says of one slot; it can be changed until the poll closes."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="votes")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="votes")
    answer = models.CharField(_("answer"), max_length=3, choices=Suits)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "invitee"], name="vote_once")]

    def __str__(self):
        return f"{self.invitee_id}: {self.answer}"


class VoteChange(models.Model):
    """One answer that was given or changed: the history of a poll."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="changes")
    invitee = models.ForeignKey(Invitee, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=3, choices=Suits, blank=True)
    after = models.CharField(max_length=3, choices=Suits, blank=True)
    how = models.CharField(max_length=4, choices=[("page", "page"), ("mail", "mail")], default="page")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.invitee_id}: {self.before} > {self.after}"
