"""A paper, its people, its plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.kit.audience import Audienced, AudienceQuerySet


class Paper(Audienced):
    """Something that several members write: from its first line to the version of record."""

    class Kind(models.TextChoices):
        POSITION = "position", _("Position paper")
        REPORT = "report", _("Report")
        BRIEF = "brief", _("Brief")
        ARTICLE = "article", _("Article draft")

    class State(models.TextChoices):
        DRAFTING = "drafting", pgettext_lazy("a paper", "being written")
        REVIEW = "review", _("in internal review")
        CONSULTATION = "consultation", _("with the cities")
        SIGNING = "signing", _("being signed")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.POSITION)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFTING)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=16, default="en")
    abstract = models.TextField(_("summary"), max_length=4000, blank=True, default="")
    plain_summary = models.TextField(_("summary in plain words"), max_length=3000, blank=True, default="")
    question = models.TextField(_("what it should answer"), max_length=2000, blank=True, default="")
    topics = models.JSONField(_("topics"), default=list, blank=True)
    cities = models.ManyToManyField("cities.City", blank=True, related_name="papers", verbose_name=_("cities"))
    licence = models.CharField(_("licence"), max_length=20, default="CC-BY-4.0")
    citation_style = models.CharField(_("style of references"), max_length=60, default="apa")
    authorship_rule = models.TextField(_("how authors are ordered"), max_length=1000, blank=True, default="")
    funding = models.TextField(_("funding"), max_length=2000, blank=True, default="")
    machine_help = models.TextField(_("help from language models"), max_length=1000, blank=True, default="")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="papers_led")
    document = models.OneToOneField("live.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("to be ready by"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)
    state_since = models.DateTimeField(default=timezone.now)

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="paper_has_title", violation_error_message=_("Give it a title.")
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the overview."""
        return reverse("papers:paper", args=[self.pk])


class Author(models.Model):
    """Somebody who has a part in a paper: co-author, reviewer, or named in the acknowledgements."""

    class Part(models.TextChoices):
        AUTHOR = "author", _("author")
        REVIEWER = "reviewer", _("reviewer")
        THANKED = "thanked", _("named in the acknowledgements")

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("takes part")
        DECLINED = "declined", _("declined")
        LEFT = "left", _("left")

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="authors")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="authorships_of_papers"
    )
    part = models.CharField(_("part"), max_length=10, choices=Part, default=Part.AUTHOR)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    position = models.PositiveIntegerField(default=0)
    is_corresponding = models.BooleanField(_("answers letters about it"), default=False)
    # As of the day of publication; filled from the profile and editable.
    name = models.CharField(_("name as printed"), max_length=200)
    affiliation = models.CharField(_("organisation as printed"), max_length=300, blank=True, default="")
    ror = models.CharField(_("ROR identifier"), max_length=60, blank=True, default="")
    orcid = models.CharField(_("ORCID"), max_length=19, blank=True, default="")
    city = models.ForeignKey("cities.City", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "member"],
                name="paper_author_once",
                violation_error_message=_("This person takes part already."),
            )
        ]

    def __str__(self):
        return f"{self.paper_id} {self.name}"


class Contribution(models.Model):
    """One of the 14 roles of CRediT (ANSI/NISO Z39.104-2022) that an author had, confirmed by that author."""

    class Degree(models.TextChoices):
        LEAD = "lead", _("lead")
        EQUAL = "equal", _("equal")
        SUPPORTING = "supporting", _("supporting")

    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=40)
    degree = models.CharField(max_length=10, choices=Degree, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["author", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "role"],
                name="paper_contribution_once",
                violation_error_message=_("This role is named already."),
            )
        ]

    def __str__(self):
        return f"{self.author_id} {self.role}"


class Section(models.Model):
    """One part of the plan: what, by whom, until when; `anchor` is the id of its heading in the text."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(_("title"), max_length=200)
    anchor = models.CharField(max_length=40, blank=True, default="")
    position = models.PositiveIntegerField(default=0)
    writers = models.ManyToManyField(Author, blank=True, related_name="sections", verbose_name=_("who writes it"))
    due_on = models.DateField(_("by when"), null=True, blank=True)
    words = models.PositiveIntegerField(_("about how many words"), null=True, blank=True)
    note = models.CharField(_("what belongs here"), max_length=500, blank=True, default="")

    class Meta:
        ordering = ["paper", "position", "pk"]

    def __str__(self):
        return self.title


class Figure(models.Model):
    """A picture that the text may show: uploaded for this paper; the text names it by its number."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="figures")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    alternative = models.CharField(_("what the picture shows"), max_length=1000, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["paper", "pk"]

    def __str__(self):
        return f"{self.paper_id} {self.file_id}"
