"""Cities, their facts, and who may see them."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from network.cities.blocks import FactBlock
from network.kit.clock import validate_zone


class CityQuerySet(models.QuerySet):
    """Cities, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Visitors and members see partner cities; those not yet joined are seen by those who run the network."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.seen()
        runs_the_network = member.is_member and (member.is_superuser or member.is_network_coordinator)
        return self if runs_the_network else self.seen()

    def seen(self):
        """Return the cities whose partnership is public."""
        from network.cities.models import Partnership

        return self.filter(partnership__state__in=Partnership.SEEN)

    def open_to_join(self):
        """Return the cities under which people may register now."""
        from network.cities.models import Partnership

        return self.filter(partnership__state__in=Partnership.OPEN)

    def coordinated_by(self, member):
        """Return the cities whose coordinator `member` is today."""
        from network.cities.models import CoordinatorTerm

        return self.filter(pk__in=CoordinatorTerm.objects.current().filter(member=member).values("city"))


class City(models.Model):
    """A city of the programme. Its name, its colour and its shape are data."""

    class Mark(models.TextChoices):
        CIRCLE = "circle", _("circle")
        SQUARE = "square", _("square")
        DIAMOND = "diamond", _("diamond")
        TRIANGLE = "triangle", _("triangle")
        HEXAGON = "hexagon", _("hexagon")

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name in English"), max_length=100)
    name_native = models.CharField(_("name in its own language"), max_length=100)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    country = models.CharField(
        _("country code (ISO 3166)"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, for example CN."))],
    )
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    languages = ArrayField(models.CharField(max_length=16), verbose_name=_("languages"), default=list)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    facts = StreamField([("fact", FactBlock())], verbose_name=_("facts about the population"), blank=True, default=list)
    mark = models.CharField(_("shape"), max_length=10, choices=Mark, default=Mark.CIRCLE)
    colour = models.PositiveSmallIntegerField(
        _("colour"), default=1, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
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

    @property
    def page(self):
        """The page that was written first, None before there is one; its translations stand beside it."""
        return min(self.pages.all(), key=lambda page: page.pk, default=None)

    @property
    def native_language(self):
        """The language of the city's own name: the first that is spoken there."""
        return self.languages[0] if self.languages else "en"

    @property
    def all_names(self):
        """The city's names as {language: name}, English and its own among them."""
        return {"en": self.name, self.native_language: self.name_native} | self.names | {"en": self.name}

    @property
    def shows_native_name(self):
        """Whether the city's own name says more than the one that the reader sees already."""
        return self.name_native != str(self)
