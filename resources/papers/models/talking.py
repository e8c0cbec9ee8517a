"""What is said about a text, and what is proposed to it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Thread(models.Model):
    """A talk about a passage. The passage carries the mark `comment` with this thread's `key`; when the mark is gone,
    the thread stays, and tells of removed text by its quote."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        PARTLY = "partly", _("accepted in part")
        REFUSED = "refused", _("not accepted")
        ANSWERED = "answered", _("answered")

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="threads")
    document = models.ForeignKey("live.Document", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True)
    quote = models.TextField(max_length=2000, blank=True, default="")
    before = models.CharField(max_length=200, blank=True, default="")
    after = models.CharField(max_length=200, blank=True, default="")
    is_detached = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    reason = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["paper", "at", "pk"]

    def __str__(self):
        return f"{self.paper_id} {self.key}"


class Comment(models.Model):
    """One word in a thread. What is taken back leaves a place without words. `name` is of somebody in a Word file."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField(_("comment"), max_length=5000)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["thread", "at", "pk"]

    def __str__(self):
        return f"{self.thread_id} {self.pk}"


class Proposal(models.Model):
    """A branch of the text with one person's or several people's suggestions: written live, or come back from Word."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("decided")
        WITHDRAWN = "withdrawn", _("taken back")

    class Origin(models.TextChoices):
        LIVE = "live", _("written here")
        WORD = "word", _("from a Word file")

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="proposals")
    document = models.OneToOneField("live.Document", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    origin = models.CharField(max_length=4, choices=Origin, default=Origin.LIVE)
    title = models.CharField(_("what it is about"), max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # Whether all who may suggest changes write in it; otherwise whoever began it alone does.
    is_shared = models.BooleanField(_("written together"), default=False)
    # Up to this number of the main text's log the branch holds what was written there.
    followed = models.BigIntegerField(default=0)
    # Of a Word file: who wrote what there, as [{"name", "at", "before", "after"}].
    written = models.JSONField(default=list, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    # Who decides about what is left of it, as of the last look: for whom it waits.
    waits_for = ArrayField(models.BigIntegerField(), default=list, blank=True)
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "-at", "-pk"]

    def __str__(self):
        return f"{self.paper_id} {self.pk}"


class Ruling(models.Model):
    """What was decided about one hunk of a proposal, by whom; `name` is who wrote it in a Word file."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rulings")
    hunk = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, choices=Answer)
    before = models.TextField(blank=True, default="")
    after = models.TextField(blank=True, default="")
    heading = models.CharField(max_length=300, blank=True, default="")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["proposal", "at", "pk"]

    def __str__(self):
        return f"{self.proposal_id} {self.hunk}"
