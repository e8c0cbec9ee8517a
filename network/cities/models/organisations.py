"""Who works in a city, and on what."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.cities.blocks import WEB
from network.cities.models.city import City
from network.kit.words import in_reader_language

ROR_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def clean_ror(text):
    """Return the nine characters of a ROR id that was given plain or as an address, in any case."""
    return text.strip().lower().removeprefix("https://").removeprefix("http://").removeprefix("ror.org/").strip("/")


def validate_ror(value):
    """Raise ValidationError unless `value` is a ROR id like 03yrm5c26.

    A zero, six characters of Crockford's base 32, and two check digits by ISO/IEC 7064, MOD 97-10
    (https://ror.readme.io/docs/identifier).
    """
    body, check = value[:7], value[7:]
    wrong = len(value) != 9 or value[0] != "0" or any(c not in ROR_LETTERS for c in body)
    wrong = wrong or not (check.isascii() and check.isdigit())
    if not wrong:
        number = 0
        for letter in body:
            number = number * 32 + ROR_LETTERS.index(letter)
        wrong = 98 - (number * 100) % 97 != int(check)
    if wrong:
        raise ValidationError(_("This is not a ROR id. It has nine characters, such as 03yrm5c26."), code="ror")


class OrganisationQuerySet(models.QuerySet):
    """Organisations, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Those of the cities that the member (None: a visitor) may see."""
        return self.filter(city__in=City.objects.visible_to(member))


class Organisation(models.Model):
    """A clinic, university, NGO, municipality or company in a city."""

    class Kind(models.TextChoices):
        CLINIC = "clinic", _("clinic or hospital")
        UNIVERSITY = "university", _("university")
        NGO = "ngo", _("non-governmental organisation")
        ASSOCIATION = "association", _("association")
        MUNICIPALITY = "municipality", _("municipality")
        COMPANY = "company", _("company")
        OTHER = "other", _("other organisation")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(_("names in other languages"), default=dict, blank=True)
    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.PROTECT, related_name="organisations")
    kind = models.CharField(_("type"), max_length=12, choices=Kind, default=Kind.OTHER)
    ror = models.CharField(_("ROR id"), max_length=9, blank=True, validators=[validate_ror])
    website = models.CharField(_("website"), max_length=300, blank=True, validators=[WEB])

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        return self.names.get(get_language() or "en") or self.name

    def get_absolute_url(self):
        """Return the address of the organisation's page."""
        return reverse("cities:organisation", args=[self.slug])

    @property
    def website_host(self):
        """The host of the website: a link says where it leads."""
        return urlsplit(self.website).hostname or ""


class Programme(models.Model):
    """A peer support or action research initiative that runs in a city."""

    class Kind(models.TextChoices):
        PEER_SUPPORT = "peer_support", _("peer support")
        CAR = "car", _("community action research")

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="programmes")
    names = models.JSONField(_("name"), default=dict)
    summaries = models.JSONField(_("what it does"), default=dict, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.PEER_SUPPORT)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("run by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="programmes",
    )
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["city", "started_on", "pk"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self):
        return in_reader_language(self.names)[0]
