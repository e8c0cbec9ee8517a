"""Resources, their editions and files, and the one-click sign that one is useful in a city."""

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
from taggit.models import GenericTaggedItemBase, TagBase

from members.accounts.queries import standing
from network.kit.audience import AudienceQuerySet, keys_of
from resources.library import vocabulary


class Topic(TagBase):
    """A topic: from the curated vocabulary, or a free tag that coordinators may merge later."""

    labels = models.JSONField(_("labels by language"), default=dict, blank=True)
    mesh = models.CharField("MeSH", max_length=20, blank=True)
    is_curated = models.BooleanField(_("part of the vocabulary"), default=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def label_in(self, language):
        """Return the topic's label in `language`, its name where there is none."""
        return self.labels.get(language) or self.labels.get("en") or self.name


class TopicOf(GenericTaggedItemBase):
    """Which thing has which topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="things")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "tag"], name="topic_once_per_thing")
        ]


def address_of(pk, title):
    """Return the address of resource `pk`; the words in it follow its title and may change, the number stays."""
    return reverse("library:resource", args=[pk, slugify(title, allow_unicode=True)[:60].strip("-") or "resource"])


class ResourceQuerySet(AudienceQuerySet):
    """Resources, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Published ones by their audience; drafts and what is under review by their owner and curators."""
        seen = Q(state=Resource.State.PUBLISHED, audience__overlap=sorted(keys_of(member)))
        if member is not None and member.is_authenticated and member.is_active:
            seen |= Q(owner=member)
            if not member.is_member:
                return self.filter(seen)
            if member.is_superuser or member.is_network_coordinator:
                seen |= ~Q(state=Resource.State.DRAFT)
            else:
                coordinated = standing(member).coordinates
                if coordinated:
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
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    link = models.URLField(_("link"), max_length=1000, blank=True)
    visibility = models.CharField(_("who may see it"), max_length=10, choices=vocabulary.VISIBILITIES, default="public")
    audience = ArrayField(models.TextField(), default=list, blank=True)
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


class Edition(models.Model):
    """A version of a resource with its files. Files are never replaced: a correction is a new edition."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(_("what is new"), blank=True)
    files = models.ManyToManyField("files.StoredFile", through="EditionFile", related_name="editions")
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["resource", "number"], name="edition_number_once")]

    def __str__(self):
        return f"{self.resource_id} v{self.number}"


class EditionFile(models.Model):
    """A file of an edition, in order."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    # Cascade: uploads that were refused or never finished are swept away, and drafts forget them.
    file = models.ForeignKey("files.StoredFile", on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "file"], name="file_once_per_edition")]

    def __str__(self):
        return str(self.file)


class Useful(models.Model):
    """One member's word that a resource is useful in their city."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="usefuls")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="usefuls")
    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="usefuls")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "member"],
                name="useful_once_per_member",
                violation_error_message=_("You have said so already."),
            )
        ]

    def __str__(self):
        return f"{self.resource_id} {self.city_id}"


class Download(models.Model):
    """How often a resource's files were taken, by city or country and month; nobody is tracked."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="downloads")
    place = models.CharField(max_length=60)
    month = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "place", "month"], name="download_once_per_month")]

    def __str__(self):
        return f"{self.resource_id} {self.place} {self.count}"
