"""Series of meetings, the working groups that hold them, and who is asked to all of a series."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.calendar.terms import Answer, How, Kind, Mode, Role, Visibility, new_uid
from network.cities.models import City
from network.kit.audience import Audienced, AudienceQuerySet
from network.kit.clock import validate_zone


class Group(models.Model):
    """A working group: people of several cities who meet about one subject. It can be host as a city can."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("what it is about"), max_length=1000, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="working_groups", verbose_name=_("members"))
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the address of the group."""
        return reverse("calendar:group", args=[self.slug])


class Series(Audienced):
    """Meetings that belong together. Each of its dates is a `Meeting`; the rule is how they came about, and export."""

    uid = models.CharField(max_length=40, unique=True, default=new_uid, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    """RFC 5545 SEQUENCE of the whole; rises when rule, start or length change."""
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=16, default="en")
    about = models.TextField(_("what it is about"), max_length=5000, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.TELECONFERENCE)
    mode = models.CharField(_("how people take part"), max_length=10, choices=Mode, default=Mode.ONLINE)
    zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    first_day = models.DateField(_("first day"), null=True, blank=True)
    time = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    rrule = models.CharField(_("rule (RFC 5545)"), max_length=300, blank=True)
    """Empty where the dates were chosen one by one, as a rotation does."""
    organiser = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    hosts = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="series_hosted", verbose_name=_("hosts"))
    city = models.ForeignKey(City, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_series")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.SET_NULL, related_name="series")
    visibility = models.CharField(_("who sees it"), max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    join_url = models.URLField(_("joining link"), max_length=500, blank=True)
    join_url_china = models.URLField(_("second link, for use in China"), max_length=500, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by")
    """The series that this one goes on from: RELATED-TO. All following dates of a rule change by a new series."""
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["title", "pk"]
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the series."""
        return reverse("calendar:series", args=[self.slug])


class Standing(models.Model):
    """Somebody who is asked to every meeting of a series; each new date gives them an `Attendance`."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="standings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="standings")
    address = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.ASKED)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    answered_at = models.DateTimeField(null=True)
    answer_sequence = models.PositiveIntegerField(default=0)
    answer_stamp = models.DateTimeField(null=True)
    answer_how = models.CharField(max_length=5, choices=How, blank=True, default="")
    language = models.CharField(_("language"), max_length=16, blank=True)
    extra_sequence = models.PositiveIntegerField(default=0)
    """As at an `Attendance`: rises when they are taken off and asked again."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "member"], name="standing_once"),
            models.UniqueConstraint(
                fields=["series", "address"], condition=~Q(address=""), name="standing_address_once"
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=False) ^ ~Q(address=""), name="standing_member_or_address"
            ),
        ]

    def __str__(self):
        return f"{self.member or self.address} · {self.series}"

    @property
    def asked_sequence(self):
        """The SEQUENCE that the invitation of this person carries now."""
        return self.series.sequence + self.extra_sequence

    @property
    def is_stale(self):
        """Whether the answer was given before the series changed."""
        return self.answer != Answer.NONE and self.answer_sequence < self.series.sequence
