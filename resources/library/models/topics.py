"""Words with a meaning of their own: topics, and the terms of the other vocabularies. Coordinators look after them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.models import GenericTaggedItemBase, TagBase

from resources.library import vocabulary


class Concept(models.Model):
    """One word of a vocabulary, as SKOS sees it: labels, definition, a broader word, and what became of it."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("in use")
        RETIRED = "retired", _("no longer offered")
        MERGED = "merged", _("merged into another")

    labels = models.JSONField(_("labels by language"), default=dict, blank=True)
    definitions = models.JSONField(_("definitions by language"), default=dict, blank=True)
    mesh_ids = ArrayField(models.CharField(max_length=12), verbose_name="MeSH", default=list, blank=True)
    broader = models.ForeignKey(
        "self",
        verbose_name=_("broader word"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="narrower",
    )
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.ACTIVE)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        abstract = True


class Topic(TagBase, Concept):
    """A topic: from the curated vocabulary, or a free tag that coordinators may merge later."""

    is_curated = models.BooleanField(_("part of the vocabulary"), default=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="merged") | Q(replaced_by__isnull=False), name="topic_merged_into_one"
            )
        ]

    def __str__(self):
        return self.name

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


class TopicMerge(models.Model):
    """A topic that was merged into another, with what it takes to undo it within a day."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    # [[content type id, object id, had the other topic already]] and [member id, had the other already].
    things = models.JSONField(default=list)
    followers = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.topic_id} -> {self.into_id}"


class Term(Concept):
    """A word of one of the short vocabularies, by its stable code: V1.1, daily, C0, older-people."""

    scheme = models.CharField(_("vocabulary"), max_length=20, choices=vocabulary.SCHEMES)
    code = models.CharField(_("code"), max_length=30)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("word of a vocabulary")
        verbose_name_plural = _("words of the vocabularies")
        ordering = ["scheme", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="term_code_once")]

    def __str__(self):
        return f"{self.scheme}:{self.code}"

    def label_in(self, language):
        """Return the label in `language`, in English where there is none."""
        return self.labels.get(language) or self.labels.get("en") or self.code
