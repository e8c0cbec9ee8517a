"""What authors declare: interests, funding, the criteria of authorship; and what is decided about interests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Question(models.Model):
    """A question about interests that belongs to the topic of one paper; general questions alone miss some."""

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=300)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["paper", "position", "pk"]

    def __str__(self):
        return self.text


class Declaration(models.Model):
    """What an author declares for one paper: interests, funding, the ICMJE criteria. The newest one counts.

    `answers` holds the paper's own questions as they were asked: [{"question", "answer": "yes" | "no", "words"}].
    `criteria`: codes of the statements that were ticked; `words`: the version of their words.
    """

    author = models.ForeignKey("papers.Author", on_delete=models.CASCADE, related_name="declarations")
    has_interests = models.BooleanField(_("there are interests to declare"))
    interests = models.TextField(_("interests"), max_length=3000, blank=True, default="")
    answers = models.JSONField(default=list)
    funding = models.TextField(_("funding"), max_length=2000, blank=True, default="")
    criteria = models.JSONField(default=list)
    words = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["author", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_interests=False) | ~Q(interests=""),
                name="paper_interests_are_said",
                violation_error_message=_("Say which interests."),
            )
        ]

    def __str__(self):
        return f"{self.author_id} {self.at:%Y-%m-%d}"

    @property
    def is_disclosed(self):
        """Whether something is declared that readers should know."""
        return self.has_interests or any(one.get("answer") == "yes" for one in self.answers)


class Management(models.Model):
    """What was decided about declared interests, by whom, and why: visible to all authors, and printed."""

    class Measure(models.TextChoices):
        NONE = "none", _("nothing further is needed")
        SHOWN = "shown", _("it is printed with the paper")
        ASIDE = "aside", _("takes no part in some decisions")
        READ = "read", _("somebody else reads these passages")

    declaration = models.OneToOneField(Declaration, on_delete=models.CASCADE, related_name="management")
    measure = models.CharField(_("what follows"), max_length=6, choices=Measure)
    reason = models.TextField(_("which decisions or passages, and why"), max_length=1000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["declaration"]

    def __str__(self):
        return f"{self.declaration_id} {self.measure}"
