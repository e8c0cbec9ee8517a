"""Cities, and the partnership as a dated record."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now, validate_zone


class DateRange(Func):
    """PostgreSQL's daterange(start, end, '[]')."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class CityQuerySet(models.QuerySet):
    """Cities, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Visitors and members see partner cities; those not yet joined are seen by administrators alone."""
        if member is not None and member.is_authenticated and (member.is_superuser or member.is_network_coordinator):
            return self
        return self.filter(partnership__state__in=Partnership.SEEN)

    def open_to_join(self):
        """Return the cities under which people may register now."""
        return self.filter(partnership__state__in=Partnership.OPEN)


class City(models.Model):
    """A city of the programme. Its name, its colour and its shape are data."""

    class Mark(models.TextChoices):
        CIRCLE = "circle", _("circle")
        SQUARE = "square", _("square")
        DIAMOND = "diamond", _("diamond")
        TRIANGLE = "triangle", _("triangle")
        HEXAGON = "hexagon", _("hexagon")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("name in English"), max_length=100)
    name_native = models.CharField(_("name in its own language"), max_length=100)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    country = models.CharField(_("country code (ISO 3166)"), max_length=2)
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    languages = ArrayField(models.CharField(max_length=16), verbose_name=_("languages"), default=list)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    facts = models.JSONField(_("facts about the population"), default=list, blank=True)
    mark = models.CharField(_("shape"), max_length=10, choices=Mark, default=Mark.CIRCLE)
    colour = models.PositiveSmallIntegerField(_("colour"), default=1, validators=[MinValueValidator(1), MaxValueValidator(8)])
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def __str__(self):
        return self.name_in(get_language() or "en")

    def name_in(self, language):
        """Return the city's name in `language`, the English one where there is none."""
        return self.names.get(language) or self.name

    def get_absolute_url(self):
        """Return the address of the city's page."""
        return reverse("cities:city", args=[self.slug])


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

    city = models.OneToOneField(City, on_delete=models.PROTECT, related_name="partnership")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROSPECT)
    since = models.DateField(_("in this state since"))

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")

    def __str__(self):
        return f"{self.city} · {self.get_state_display()}"


class PartnershipChange(models.Model):
    """One step in the history of a partnership: who, when, why."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="changes")
    before = models.CharField(max_length=10, choices=Partnership.State, blank=True)
    state = models.CharField(max_length=10, choices=Partnership.State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(blank=True)
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.partnership.city}: {self.state}"


class Agreement(models.Model):
    """The paper on which a partnership rests."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="agreements")
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.CharField(_("signed by"), max_length=300)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    renews_on = models.DateField(_("to be renewed on"), null=True, blank=True)

    class Meta:
        ordering = ["-ends_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
                violation_error_message=_("The agreement ends before it starts."),
            )
        ]

    def __str__(self):
        return f"{self.partnership.city}: {self.starts_on} – {self.ends_on}"


class TermQuerySet(models.QuerySet):
    """Coordinator terms."""

    def current(self, on=None):
        """Return the terms that run on the date `on` (today)."""
        day = on or now().date()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class CoordinatorTerm(models.Model):
    """Somebody's time as coordinator of one city."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="terms")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="terms")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["city", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="term_ends_after_start",
                violation_error_message=_("The term ends before it starts."),
            ),
            ExclusionConstraint(
                name="term_once_at_a_time",
                expressions=[
                    ("city", RangeOperators.EQUAL),
                    ("member", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person is coordinator of this city during that time already."),
            ),
        ]

    def __str__(self):
        return f"{self.city}: {self.member}"


class Organisation(models.Model):
    """A clinic, university, NGO, municipality or company in a city."""

    class Kind(models.TextChoices):
        CLINIC = "clinic", _("clinic or hospital")
        UNIVERSITY = "university", _("university")
        NGO = "ngo", _("non-governmental organisation")
        MUNICIPALITY = "municipality", _("municipality")
        COMPANY = "company", _("company")
        OTHER = "other", _("other")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("type"), max_length=12, choices=Kind, default=Kind.OTHER)
    ror = models.CharField("ROR", max_length=20, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Programme(models.Model):
    """A peer support or action research initiative that runs in a city."""

    class Kind(models.TextChoices):
        PEER_SUPPORT = "peer_support", _("peer support")
        CAR = "car", _("community action research")

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="programmes")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(max_length=16, default="en")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    description = models.TextField(_("what it does"), blank=True)
    started_on = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        ordering = ["city", "name"]

    def __str__(self):
        return self.name
