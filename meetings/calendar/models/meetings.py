"""A meeting: when, where, hosted by whom, with which agenda and material."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar.models.series import Group, Series
from meetings.calendar.terms import Kind, Mode, Visibility, new_uid
from network.catalogue.models import Entry
from network.cities.models import City
from network.kit.audience import Audienced, AudienceQuerySet
from network.kit.clock import validate_zone

PAGES = frozenset((
    *("edit", "agenda", "materials", "cancel", "move", "people", "answer", "register", "registrations", "withdraw"),
    *("join", "attendance", "pulse", "minutes", "rotation", "law", "hosts", "print", "guests", "places"),
    *("invite", "mine"),
))  # fmt: skip
"""Words that stand at the end of addresses below a meeting: no title may take them."""


class Meeting(Audienced):
    """One meeting, alone or a date of a series. Wall time and zone are what people meant; the instants follow."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a meeting", "planned")
        CANCELLED = "cancelled", pgettext_lazy("a meeting", "cancelled")

    uid = models.CharField(max_length=40, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    """RFC 5545 SEQUENCE: rises when start, end or state change."""
    series = models.ForeignKey(Series, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    original_start = models.DateTimeField(null=True, blank=True)
    """RECURRENCE-ID: where the date stood in its series before it was moved; it names the date for ever."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.TELECONFERENCE)
    mode = models.CharField(_("how people take part"), max_length=10, choices=Mode, default=Mode.ONLINE)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("title in other languages"), default=dict, blank=True)
    """{language: title}"""
    language = models.CharField(_("language"), max_length=16, default="en")
    about = models.TextField(_("what it is about"), max_length=5000, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)

    all_day = models.BooleanField(_("whole days"), default=False)
    zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    day = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    is_second = models.BooleanField(default=False)
    """The wall time came twice that day (autumn), and the later one is meant."""
    minutes = models.PositiveIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(14 * 1440)]
    )
    last_day = models.DateField(_("last day"), null=True, blank=True)
    """Of meetings that last whole days."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """All-day ones: midnight to midnight in the zone."""
    tzdata = models.CharField(max_length=20, blank=True)
    """Version of the zone rules by which the instants were computed."""
    asks = models.JSONField(default=dict, blank=True)
    """What its hosts are asked: {"why": "gap" | "twice" | "law", …}; see `actions/planning/doubts.py`."""

    organiser = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    hosts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="meetings_hosted", verbose_name=_("hosts"))
    city = models.ForeignKey(
        City, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("host city")
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings",
        verbose_name=_("working group"),
    )  # fmt: skip
    visibility = models.CharField(_("who sees it"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)

    join_url = models.URLField(_("joining link"), max_length=500, blank=True)
    join_url_china = models.URLField(_("second link, for use in China"), max_length=500, blank=True)
    join_note = models.CharField(_("how to join"), max_length=500, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    venue_address = models.CharField(_("address of the venue"), max_length=300, blank=True)
    travel = models.TextField(_("how to get there"), max_length=3000, blank=True)
    accessibility = models.TextField(_("access for everybody"), max_length=1000, blank=True)
    speakers = models.TextField(_("speakers from outside"), max_length=1000, blank=True)
    """One a line; members who speak are among those who are invited."""

    takes_registrations = models.BooleanField(_("people register"), default=False)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True, validators=[MinValueValidator(1)])
    """Places on site or online together; None: as many as come."""
    register_until = models.DateTimeField(_("registration ends"), null=True, blank=True)
    questions = models.JSONField(_("questions at registration"), default=list, blank=True)
    """[{key, label, kind: text|choice|yesno, choices: [..], required, is_sensitive}]"""

    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    """When anything that a calendar shows last changed: DTSTAMP and LAST-MODIFIED of feeds."""

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["starts_at", "pk"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            *Audienced.Meta.indexes,
            models.Index(fields=["starts_at"], name="meeting_starts"),
            models.Index(fields=["city", "starts_at"], name="meeting_of_city"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "original_start"], name="meeting_date_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(all_day=True, last_day__isnull=False) | Q(all_day=False, time__isnull=False),
                name="meeting_time_or_days",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def slug(self):
        """The readable end of its address; the number alone finds it. Never the name of a page below it."""
        words = slugify(self.titles.get("en") or self.title)[:60].strip("-") or "meeting"
        return f"the-{words}" if words.isalpha() and words in PAGES else words

    def get_absolute_url(self):
        """Return the address of the meeting's page."""
        return reverse("calendar:meeting", args=[self.pk, self.slug])

    @property
    def is_cancelled(self):
        """Whether it was called off."""
        return self.state == self.State.CANCELLED


class AgendaPoint(models.Model):
    """One point of the agenda with its minutes; together they must not be longer than the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("point"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=10, validators=[MaxValueValidator(1440)])
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("presented by"),
    )  # fmt: skip
    presenter_name = models.CharField(_("presented by somebody else"), max_length=150, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.SET_NULL, related_name="agenda_points")
    """What of the catalogue it is about."""

    class Meta:
        ordering = ["meeting", "position", "pk"]

    def __str__(self):
        return self.title


class Material(models.Model):
    """Something of the library to read for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="materials")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="meeting_materials")
    note = models.CharField(_("note"), max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "entry"], name="material_once")]

    def __str__(self):
        return f"{self.entry_id} for {self.meeting_id}"
