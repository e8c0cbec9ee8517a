"""The state of the art: topics, their statements and editions with every version, proposals of change."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.kit.audience import Audienced, AudienceQuerySet


class Certainty(models.TextChoices):
    """How sure the evidence makes us (GRADE)."""

    HIGH = "high", pgettext_lazy("certainty of evidence", "high")
    MODERATE = "moderate", pgettext_lazy("certainty of evidence", "moderate")
    LOW = "low", pgettext_lazy("certainty of evidence", "low")
    VERY_LOW = "very-low", pgettext_lazy("certainty of evidence", "very low")


class Strength(models.TextChoices):
    """How firmly something is recommended (GRADE)."""

    STRONG = "strong", pgettext_lazy("strength of a recommendation", "strong")
    CONDITIONAL = "conditional", pgettext_lazy("strength of a recommendation", "conditional")
    PRACTICE = "practice", _("good practice statement")


class Direction(models.TextChoices):
    """Which way a recommendation points."""

    FOR = "for", pgettext_lazy("direction of a recommendation", "for it")
    AGAINST = "against", pgettext_lazy("direction of a recommendation", "against it")
    EITHER = "either", pgettext_lazy("direction of a recommendation", "either way")
    RESEARCH = "research", pgettext_lazy("direction of a recommendation", "only in research")


class Topic(Audienced):
    """A topic of the state of the art; its words are on its page in the CMS (`models/pages.py`)."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(default=dict, blank=True)
    """{language: title}, of its published pages"""
    language = models.CharField(_("language"), max_length=16, default="en")
    """In which its statements are worded first; pages in other languages are translations of that page."""
    topics = models.JSONField(_("topics"), default=list, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("who answers for it"),
    )  # fmt: skip
    searched_on = models.DateField(_("evidence last searched"), null=True, blank=True)
    voted_on = models.DateField(_("last voted"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)
    told_due = models.DateField(null=True, blank=True, editable=False)
    """The review date of which coordinators were told that it has come."""
    last_number = models.PositiveIntegerField(default=0)
    """Number of its newest statement: numbers are given once."""
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["title", "pk"]
        verbose_name = pgettext_lazy("state of the art", "topic")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the page."""
        return reverse("consensus:topic", args=[self.slug])


class Statement(models.Model):
    """A statement of a topic: its number, and with it its identifier and address, never changes."""

    class State(models.TextChoices):
        CURRENT = "current", pgettext_lazy("a statement", "current")
        REVIEW = "review", pgettext_lazy("a statement", "under review")
        UPDATED = "updated", pgettext_lazy("a statement", "updated")
        SUPERSEDED = "superseded", pgettext_lazy("a statement", "superseded")
        RETIRED = "retired", pgettext_lazy("a statement", "retired")

    STANDING = (State.CURRENT, State.REVIEW, State.UPDATED)

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.CURRENT)
    superseded_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["topic", "number"]
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="statement_number_once")]

    def __str__(self):
        return f"{self.topic_id}/{self.number}"

    @property
    def stands(self):
        """Whether it is said now."""
        return self.state in self.STANDING

    def get_absolute_url(self):
        """Return the address of the statement, which stays."""
        return reverse("consensus:statement", args=[self.topic.slug, self.number])


class StatementVersion(models.Model):
    """A statement as it was published once. Never changed: the database refuses it."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """What was published: text, language, rationale, certainty, strength, evidence, dissent, vote, …
    (`queries/topics/contents.py`)"""
    entry = models.ForeignKey("consensus.RoundItem", null=True, on_delete=models.SET_NULL, related_name="+")
    """The vote that it stands on."""
    note = models.CharField(_("what changed"), max_length=500, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["statement", "-number"]
        constraints = [models.UniqueConstraint(fields=["statement", "number"], name="statement_version_once")]

    def __str__(self):
        return f"{self.statement_id} {self.number}"


class Edition(models.Model):
    """A page as it was published once: its words, and which version of which statement stood on it. Never changed."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """{"language", "title", fields of the page, "statements": [[number, version], …], "changes": […]}"""
    note = models.CharField(_("what changed"), max_length=500, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["topic", "-number"]
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="topic_edition_once")]

    def __str__(self):
        return f"{self.topic_id} {self.number}"


class Change(models.Model):
    """Somebody proposes to change a page, or brings new evidence. Each gets an answer."""

    class State(models.TextChoices):
        UNCONFIRMED = "unsure", pgettext_lazy("a proposal of change", "address not confirmed")
        WAITING = "waiting", pgettext_lazy("a proposal of change", "waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("a proposal of change", "taken up")
        LATER = "later", pgettext_lazy("a proposal of change", "for the next round")
        REFUSED = "refused", pgettext_lazy("a proposal of change", "not taken up")

    ANSWERS = (State.ACCEPTED, State.LATER, State.REFUSED)

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="changes")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    words = models.TextField(_("what should change, and why"), max_length=4000)
    reference = models.CharField(_("new evidence: a DOI or an address"), max_length=500, blank=True, default="")
    language = models.CharField(max_length=16, default="en")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("your name"), max_length=120, blank=True, default="")
    email = models.EmailField(_("your e-mail address"), blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_("answer"), max_length=4000, blank=True, default="")
    answer_language = models.CharField(max_length=16, blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["topic", "-at", "-pk"]

    def __str__(self):
        return self.words[:60]
