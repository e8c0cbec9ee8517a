"""Reports of where a resource was used, what was changed and why."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from network.kit.audience import AudienceQuerySet, keys_of
from network.kit.clock import now
from resources.adaptations import terms
from resources.library import vocabulary


def words(label, length=20):
    """Return a field for several codes of a list."""
    return ArrayField(models.CharField(max_length=length), verbose_name=label, default=list, blank=True)


class AdaptationQuerySet(AudienceQuerySet):
    """Reports, narrowed to what somebody may see."""

    def published(self):
        """Return those that others may read."""
        return self.filter(state=Adaptation.State.PUBLISHED)

    def of(self, member):
        """Return those that `member` wrote or is named in as a member."""
        named = Reporter.objects.filter(member=member).values("report")
        return self.filter(Q(by=member) | Q(pk__in=named))

    def visible_to(self, member):
        """Return published ones by their audience, the member's own, and withdrawn ones of cities looked after."""
        seen = Q(state=Adaptation.State.PUBLISHED, audience__overlap=sorted(keys_of(member)))
        if member is not None and member.is_authenticated and member.is_active:
            seen |= Q(by=member) | Q(pk__in=Reporter.objects.filter(member=member).values("report"))
            if member.is_member:
                kept = ~Q(state=Adaptation.State.DRAFT)
                if member.is_superuser or member.is_network_coordinator:
                    seen |= kept
                elif coordinated := standing(member).coordinates:
                    seen |= Q(state=Adaptation.State.WITHDRAWN, city__in=list(coordinated))
        return self.filter(seen)


class Adaptation(models.Model):
    """One use of a resource in one city: the short answers first, whatever more there is to tell later."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    resource = models.ForeignKey("library.Resource", on_delete=models.CASCADE, related_name="adaptations")
    edition = models.ForeignKey(
        "library.Edition", null=True, blank=True, on_delete=models.SET_NULL, related_name="adaptations"
    )
    number = models.PositiveIntegerField(null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="adaptations")
    city = models.ForeignKey(
        "cities.City", null=True, on_delete=models.PROTECT, verbose_name=_("city"), related_name="adaptations"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(_("language of the report"), max_length=16, default="en")

    use = models.CharField(_("did you use it?"), max_length=10, choices=terms.USES, blank=True)
    changed = models.TextField(_("what did you change?"), max_length=terms.TEXT_LIMIT, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("how did it go?"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    line = models.CharField(_("in one line"), max_length=terms.LINE_LIMIT, blank=True)

    place = models.CharField(_("organisation or place"), max_length=200, blank=True)
    setting = words(_("setting"), 30)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    populations = words(_("with whom"), 30)
    reached = models.PositiveIntegerField(_("how many people it reached"), null=True, blank=True)

    # {step: {"state": "done" | "partly" | "no", "text": "…"}} of the five steps in terms.STEPS
    steps = models.JSONField(_("the five steps"), default=dict, blank=True)

    modified = words(_("what was modified"))
    context_changes = words(_("what changed around it"))
    content_changes = words(_("what changed in it"))
    levels = words(_("for whom it was modified"))
    stages = words(_("when in the process"))
    planned = models.CharField(_("planned or in answer"), max_length=10, choices=terms.PLANNED, blank=True)
    deciders = words(_("who took part in the decision"))
    fidelity = models.CharField(_("what makes it work"), max_length=12, choices=terms.FIDELITY, blank=True)
    goals = words(_("what for"))
    reasons = words(_("reasons"), 40)
    why = models.TextField(_("why"), max_length=terms.TEXT_LIMIT, blank=True)
    kept = models.TextField(_("what was kept"), max_length=terms.TEXT_LIMIT, blank=True)

    reach = models.TextField(_("whom it reached, and whom it did not"), max_length=terms.TEXT_LIMIT, blank=True)
    result = models.TextField(_("what came of it"), max_length=terms.TEXT_LIMIT, blank=True)
    recommend = models.CharField(_("would you recommend it?"), max_length=10, choices=terms.RECOMMENDS, blank=True)

    files = models.ManyToManyField("files.StoredFile", through="AdaptationFile", related_name="adaptations")
    version = models.ForeignKey(
        "library.Resource", null=True, blank=True, on_delete=models.SET_NULL, related_name="origins"
    )
    # The library's relation that joining the version made, so that parting takes away no other.
    relation = models.OneToOneField(
        "library.Related", null=True, blank=True, on_delete=models.SET_NULL, related_name="adaptation"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    allowed_at = models.DateTimeField(null=True, blank=True)
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    visibility = models.CharField(_("who may see it"), max_length=10, choices=terms.VISIBILITIES, default="public")
    audience = ArrayField(models.TextField(), default=list, blank=True)
    # What was typed into the short form and cannot stand in a column (a line too long).
    typed = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), max_length=2000, blank=True, default="")

    objects = AdaptationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("report of use")
        verbose_name_plural = _("reports of use")
        indexes = [
            GinIndex(fields=["audience"], name="adaptation_audience"),
            models.Index(fields=["resource", "state"], name="adaptation_of_resource"),
            models.Index(fields=["city", "state"], name="adaptation_in_city"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="adaptation_number_once"),
            models.UniqueConstraint(
                fields=["resource", "by"],
                condition=Q(state="draft"),
                name="adaptation_one_draft",
                violation_error_message=_("You have begun a report on this already."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(number__isnull=False) & Q(city__isnull=False) & Q(published_at__isnull=False) & ~Q(use="")),
                name="adaptation_published_whole",
                violation_error_message=_("A report says whether and in which city it was used."),
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5), name="adaptation_rating_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="adaptation_ends_after_start",
                violation_error_message=_("It cannot end before it began."),
            ),
            models.CheckConstraint(
                condition=Q(version=None) | ~Q(version=F("resource")),
                name="adaptation_not_of_itself",
                violation_error_message=_("A version cannot come from itself."),
            ),
        ]

    def __str__(self):
        title = self.resource.title
        if self.city is None:
            return title
        return say("Used in %(city)s: %(title)s") % {"city": self.city, "title": title}

    def get_absolute_url(self):
        """Return the address of the report; a draft stands where it is written."""
        if self.number is None:
            return reverse("adaptations:new", args=[self.resource_id])
        return reverse("adaptations:report", args=[self.resource_id, self.number])

    @property
    def is_published(self):
        """Whether others may read it."""
        return self.state == self.State.PUBLISHED

    @property
    def day(self):
        """The day on which the use began, else that of the report."""
        if self.started_on:
            return self.started_on
        return (self.published_at or self.created_at).date()

    @property
    def has_details(self):
        """Whether anything was told beyond the short answers."""
        told = ("place", "setting", "started_on", "populations", "reached", "steps", "modified", "goals", "kept")
        return any(getattr(self, name) for name in (*told, "why", "reach", "result", "recommend", "reasons"))

    @property
    def use_words(self):
        """Whether it was used, in words."""
        return terms.USES.get(self.use, "")

    @property
    def setting_words(self):
        """The settings in words."""
        return [vocabulary.SETTINGS[code] for code in self.setting if code in vocabulary.SETTINGS]

    @property
    def population_words(self):
        """The people in words."""
        return [vocabulary.POPULATIONS[code] for code in self.populations if code in vocabulary.POPULATIONS]


class Reporter(models.Model):
    """Who reports, in order: a member, or the name of somebody who is none (any more)."""

    report = models.ForeignKey(Adaptation, on_delete=models.CASCADE, related_name="reporters")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=200, blank=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="reporting"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="reporter_position_once")]

    def __str__(self):
        return self.name or say("a former member")


class NotUsed(models.Model):
    """A member's word that something they took was not used: they are not asked again."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="not_used")
    resource = models.ForeignKey("library.Resource", on_delete=models.CASCADE, related_name="not_used")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "resource"], name="not_used_once")]

    def __str__(self):
        return f"{self.member_id} {self.resource_id}"


class AdaptationFile(models.Model):
    """A file of the version that a city made, in order."""

    report = models.ForeignKey(Adaptation, on_delete=models.CASCADE, related_name="parts")
    file = models.ForeignKey("files.StoredFile", on_delete=models.CASCADE, related_name="adaptation_parts")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "file"], name="adaptation_file_once")]

    def __str__(self):
        return str(self.file)
