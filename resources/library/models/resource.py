"""A resource: one thing (its concept) through all its editions, its words by language, its authors, its kin."""

import re

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from members.accounts.queries import standing
from network.kit.audience import AudienceQuerySet, keys_of
from network.kit.clock import now
from resources.library import vocabulary
from resources.library.models.topics import TopicOf

TAKEN_WORDS = re.compile(
    r"(v\d+|edit|discard|withdraw|useful|used|uses|access|versions?|follow|relate|translate|review|reviews|outdated"
    r"|collect|save|files|take-back|hand-over|submission|adaptations?|history|discussion)$"
)
"""Words that stand in addresses below a resource; a title that is one of them gets a word more."""


def address_of(pk, title):
    """Return the address of resource `pk`; the words in it follow its title and may change, the number stays."""
    words = slugify(title, allow_unicode=True)[:60].strip("-") or "resource"
    return reverse("library:resource", args=[pk, f"{words}-resource" if TAKEN_WORDS.match(words) else words])


class ResourceQuerySet(AudienceQuerySet):
    """Resources, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Published ones and what is under review by their audience; drafts by their owner; the rest by curators."""
        shown = (Resource.State.PUBLISHED, Resource.State.REVIEW)
        seen = Q(state__in=shown, audience__overlap=sorted(keys_of(member)))
        if member is not None and member.is_authenticated and member.is_active:
            seen |= Q(owner=member)
            if not member.is_member:
                return self.filter(seen)
            if member.is_superuser or member.is_network_coordinator:
                seen |= ~Q(state=Resource.State.DRAFT)
            else:
                coordinated = standing(member).coordinates
                if coordinated:
                    seen |= Q(owner_city__in=list(coordinated))
                    mine = Resource.cities.through.objects.filter(city_id__in=list(coordinated)).values("resource_id")
                    seen |= ~Q(state=Resource.State.DRAFT) & Q(pk__in=mine)
        return self.filter(seen)


class Resource(models.Model):
    """Something that members share. It stays one thing (its concept) through all its editions."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("waiting for review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="resources")
    # Something may belong to a city instead: whoever coordinates it then answers for it.
    owner_city = models.ForeignKey(
        "cities.City",
        verbose_name=_("belongs to the city"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_resources",
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    kind = models.CharField(_("kind"), max_length=20, choices=vocabulary.KINDS, blank=True)
    language = models.CharField(_("language of the title"), max_length=16, default="en")
    languages = ArrayField(
        models.CharField(max_length=16), verbose_name=_("languages of the files"), default=list, blank=True
    )
    cities = models.ManyToManyField("cities.City", verbose_name=_("cities"), related_name="resources", blank=True)
    programmes = models.ManyToManyField(
        "cities.Programme", verbose_name=_("programmes"), related_name="resources", blank=True
    )
    topics = TaggableManager(_("topics"), through=TopicOf, blank=True)
    populations = ArrayField(models.CharField(max_length=30), verbose_name=_("for whom"), default=list, blank=True)
    setting = ArrayField(models.CharField(max_length=30), verbose_name=_("settings"), default=list, blank=True)
    functions = ArrayField(
        models.CharField(max_length=30), verbose_name=_("functions of peer support"), default=list, blank=True
    )
    car_stage = models.CharField(_("stage of action research"), max_length=4, choices=vocabulary.CAR_STAGES, blank=True)
    values = ArrayField(models.CharField(max_length=6), verbose_name=_("value claimed"), default=list, blank=True)
    licence = models.CharField(
        _("licence"), max_length=20, choices={code: one.label for code, one in vocabulary.LICENCES.items()}, blank=True
    )
    licence_terms = models.TextField(_("terms of the owner"), max_length=2000, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    citation = models.TextField(_("how it is to be cited"), max_length=1000, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    link = models.URLField(_("link"), max_length=1000, blank=True)
    visibility = models.CharField(_("who may see it"), max_length=10, choices=vocabulary.VISIBILITIES, default="public")
    files_for = models.CharField(
        _("who may take the files"), max_length=10, choices=vocabulary.FILES_FOR, default="all"
    )
    is_told_of = models.BooleanField(_("tell others that it exists"), default=False)
    audience = ArrayField(models.TextField(), default=list, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), max_length=2000, blank=True, default="")
    # What was typed into the form and cannot stand in a column yet (a title too long, a year that is none).
    typed = models.JSONField(default=dict, blank=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_at__isnull=False) & ~Q(kind="") & ~Q(licence="")),
                name="resource_published_whole",
                violation_error_message=_("A resource needs a kind and a licence before it is published."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def text(self):
        """The title and summary in the reader's language, else in the resource's own, else any; None if none."""
        texts = {text.language: text for text in self.texts.all()}
        return texts.get(get_language()) or texts.get(self.language) or next(iter(texts.values()), None)

    @property
    def title(self):
        """The title that suits the reader's language."""
        return self.text.title if self.text else ""

    def get_absolute_url(self):
        """Return the resource's address; its words follow the title in the resource's own language."""
        texts = {text.language: text.title for text in self.texts.all()}
        return address_of(self.pk, texts.get(self.language) or next(iter(texts.values()), ""))


class ResourceText(models.Model):
    """Title and summary in one language, and where they come from."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=16)
    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("summary"), max_length=5000, blank=True)
    provenance = models.CharField(_("written by"), max_length=20, choices=vocabulary.PROVENANCES, default="author")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "language"], name="text_once_per_language")]

    def __str__(self):
        return self.title


class Authorship(models.Model):
    """An author, in order: a member, or a name with an ORCID."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="authorships")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="authorships"
    )
    orcid = models.CharField("ORCID", max_length=19, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["resource", "position"], name="author_position_once")]

    def __str__(self):
        return self.name


class Related(models.Model):
    """How a resource stands to another, or to a work elsewhere: 'translation of', 'replaces'."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="relations")
    relation = models.CharField(_("how it is related"), max_length=20, choices=vocabulary.RELATIONS)
    to = models.ForeignKey(Resource, null=True, blank=True, on_delete=models.CASCADE, related_name="related_from")
    address = models.URLField(_("address or DOI"), max_length=1000, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "relation", "to"], name="related_once"),
            models.CheckConstraint(
                condition=Q(to__isnull=False, address="") | (Q(to__isnull=True) & ~Q(address="")),
                name="related_here_or_elsewhere",
            ),
            models.CheckConstraint(condition=Q(to=None) | ~Q(to=models.F("resource")), name="related_not_to_itself"),
        ]

    def __str__(self):
        return f"{self.resource_id} {self.relation} {self.to_id or self.address}"
