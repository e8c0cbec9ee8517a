"""A panel: who is asked about what, by which rules, written down before the first round opens."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.kit.audience import Audienced, AudienceQuerySet


def salt():
    """Return what makes the keys of one panel differ from those of every other."""
    return secrets.token_hex(16)


class Panel(Audienced):
    """One consensus exercise, from its plan to what became of it."""

    BEARS_NARROW_KEYS = True

    class Method(models.TextChoices):
        DELPHI = "delphi", _("Delphi")
        RAM = "ram", _("RAND/UCLA appropriateness")
        REALTIME = "realtime", _("Delphi in real time")
        NOMINAL = "nominal", _("Nominal group")
        SENSE = "sense", _("Sense check")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a panel", "being planned")
        RUNNING = "running", pgettext_lazy("a panel", "running")
        ENDED = "ended", pgettext_lazy("a panel", "ended")
        ADOPTED = "adopted", pgettext_lazy("a panel", "adopted")
        STOPPED = "stopped", pgettext_lazy("a panel", "broken off")

    method = models.CharField(_("method"), max_length=10, choices=Method, default=Method.DELPHI)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    title = models.CharField(_("title"), max_length=200)
    titles = models.JSONField(_("title in other languages"), default=dict, blank=True)
    """{language: title}"""
    language = models.CharField(_("language"), max_length=16, default="en")
    topic = models.ForeignKey(
        "consensus.Topic", null=True, blank=True, on_delete=models.PROTECT, related_name="panels",
        verbose_name=_("page that it feeds"),
    )  # fmt: skip
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="panels_run", verbose_name=_("who runs it")
    )
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    paper = models.ForeignKey("papers.Paper", null=True, blank=True, on_delete=models.SET_NULL, related_name="panels")
    # What the report says and no figure tells; see report/.
    story = models.JSONField(_("for the report"), default=dict, blank=True)
    """{code of an item of the report: words}"""
    reason = models.CharField(_("why it was broken off"), max_length=2000, blank=True, default="")
    salt = models.CharField(max_length=32, default=salt, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AudienceQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="panel_has_title", violation_error_message=_("Give it a title.")
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the panel's overview."""
        return reverse("consensus:panel", args=[self.pk])


class Protocol(models.Model):
    """By which rules a panel finds out whether it agrees. Locked when the first round opens: the database refuses more.

    What changes later is an amendment; the rules in force are the protocol with its amendments in order
    (`queries/planning.py::rules_of`).
    """

    class Definition(models.TextChoices):
        PERCENT = "percent", _("Percent of ratings in the upper third")
        RAM = "ram", _("RAND/UCLA: region of the median without disagreement")
        SEVENTY = "70-15", _("70/15: many in the upper third, few in the lower")

    class OutRule(models.TextChoices):
        MIRROR = "mirror", _("The same percents, the other way round")
        HALF = "half", _("At most 50 percent in the upper third, in every group")

    class Scope(models.TextChoices):
        OVERALL = "overall", _("The whole panel")
        EVERY_GROUP = "every-group", _("Every group by itself")

    class Percentile(models.IntegerChoices):
        TWO = 2, _("Type 2 (SAS)")
        SIX = 6, _("Type 6 (SPSS, Minitab)")
        SEVEN = 7, _("Type 7 (R, NumPy, spreadsheets)")

    class Entry(models.TextChoices):
        ALL = "all", _("Everybody who accepted")
        RESPONDERS = "responders", _("Those who answered the round before")

    class Withdrawal(models.TextChoices):
        KEEP = "keep", _("Ratings of closed rounds stay, without a name")
        REMOVE = "remove", _("Ratings of closed rounds are marked, and left out of later figures")

    panel = models.OneToOneField(Panel, on_delete=models.CASCADE, related_name="protocol")
    low = models.PositiveSmallIntegerField(_("lowest rating"), default=1)
    high = models.PositiveSmallIntegerField(_("highest rating"), default=9)
    anchors = models.JSONField(_("what the ratings mean"), default=dict, blank=True)
    """{rating as text: {language: words}}, at least for the lowest and the highest"""
    definition = models.CharField(_("agreed when"), max_length=10, choices=Definition, default=Definition.PERCENT)
    threshold = models.PositiveSmallIntegerField(
        _("percent that agree"), default=75, validators=[MinValueValidator(51), MaxValueValidator(100)]
    )
    threshold_reason = models.TextField(_("why this percent"), max_length=1000, blank=True, default="")
    out_rule = models.CharField(_("rejected when"), max_length=10, choices=OutRule, default=OutRule.MIRROR)
    scope = models.CharField(_("asked of"), max_length=12, choices=Scope, default=Scope.OVERALL)
    percentile = models.PositiveSmallIntegerField(_("rule for percentiles"), choices=Percentile, default=7)
    rounds = models.PositiveSmallIntegerField(
        _("most rounds"), default=2, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    stable_percent = models.PositiveSmallIntegerField(_("stable when fewer than this percent change third"), default=15)
    drops_settled = models.BooleanField(_("settled statements drop out"), default=True)
    quorum = models.PositiveSmallIntegerField(_("fewest raters"), default=8)
    quorum_percent = models.PositiveSmallIntegerField(_("fewest percent of the panel"), default=70)
    entry = models.CharField(_("who enters the next round"), max_length=10, choices=Entry, default=Entry.ALL)
    withdrawal = models.CharField(
        _("who withdraws consent"), max_length=10, choices=Withdrawal, default=Withdrawal.KEEP
    )
    smallest_group = models.PositiveSmallIntegerField(
        _("smallest group that is shown by itself"), default=5, validators=[MinValueValidator(3)]
    )
    is_shuffled = models.BooleanField(_("each panellist sees the statements in an order of their own"), default=True)
    aim = models.TextField(_("what it should decide, and for whom"), max_length=3000, blank=True, default="")
    panel_rule = models.TextField(_("who is invited, and why"), max_length=3000, blank=True, default="")
    information = models.TextField(_("what panellists are told"), max_length=6000, blank=True, default="")
    consent = models.TextField(_("what panellists consent to"), max_length=3000, blank=True, default="")
    question = models.CharField(_("what is asked of each statement"), max_length=500, blank=True, default="")
    texts = models.JSONField(_("these texts in other languages"), default=dict, blank=True)
    """{field: {language: words}} of `aim`, `panel_rule`, `information`, `consent`, `question`"""
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    document = models.TextField(blank=True, default="", editable=False)
    """The very text that was hashed: canonical JSON, see actions/planning/locking.py."""
    sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("protocol")
        constraints = [
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="protocol_scale_rises"),
            models.CheckConstraint(
                condition=~Q(definition="ram") | Q(low=1, high=9),
                name="protocol_ram_is_1_to_9",
                violation_error_message=_("RAND/UCLA is defined for a scale from 1 to 9 only."),
            ),
        ]

    def __str__(self):
        return f"{self.panel_id}"


class Amendment(models.Model):
    """A rule that was changed after the first round opened: what, why, by whom. Never changed, never taken away."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="amendments")
    changes = models.JSONField()
    """{field: [before, after]}"""
    reason = models.TextField(_("why"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["protocol", "pk"]

    def __str__(self):
        return f"{self.protocol_id} {self.at}"


class Group(models.Model):
    """A part of the panel whose answers are also counted by themselves: peer supporters, researchers, …"""

    class Kind(models.TextChoices):
        PEERS = "peers", _("Peer supporters")
        PRACTITIONERS = "practitioners", _("Practitioners")
        RESEARCHERS = "researchers", _("Researchers")
        OFFICIALS = "officials", _("City officials")
        OTHER = "other", pgettext_lazy("a group of a panel", "Others")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(_("group"), max_length=14, choices=Kind)
    name = models.CharField(_("name"), max_length=80, blank=True, default="")
    """Only where the words of the kind are not enough."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["panel", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "kind", "name"], name="panel_group_once")]

    def __str__(self):
        return self.name or str(self.get_kind_display())


class Panellist(models.Model):
    """Somebody who is asked to rate. Nothing here leads to a rating: see `Seat`."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("takes part")
        DECLINED = "declined", _("declined")
        LEFT = "left", _("dropped out")
        REMOVED = "removed", pgettext_lazy("a panellist", "taken off")
        WITHDRAWN = "withdrawn", _("withdrew consent")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="panellists")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="seats_on_panels"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="panellists", verbose_name=_("group"))
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    # As of the day of the answer, for the report: composition of the panel.
    name = models.CharField(max_length=200)
    city = models.ForeignKey("cities.City", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(_("role"), max_length=120, blank=True, default="")
    has_lived_experience = models.BooleanField(_("lives with diabetes, or cares for somebody who does"), default=False)
    may_be_named = models.BooleanField(_("may be named as a member of the panel"), default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True, default="")

    class Meta:
        ordering = ["panel", "group", "name", "pk"]
        verbose_name = _("panellist")
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "member"],
                name="panellist_once",
                violation_error_message=_("This person is on the panel already."),
            )
        ]

    def __str__(self):
        return f"{self.panel_id} {self.name}"


class Interest(models.Model):
    """What a panellist declares before each round."""

    panellist = models.ForeignKey(Panellist, on_delete=models.CASCADE, related_name="interests")
    round = models.ForeignKey("consensus.Round", on_delete=models.CASCADE, related_name="interests")
    has_any = models.BooleanField(_("has interests to declare"), default=False)
    words = models.TextField(_("which"), max_length=2000, blank=True, default="")
    sponsor = models.BooleanField(_("works for, or is paid by, a sponsor of the programme"), default=False)
    recused = models.ManyToManyField("consensus.Item", blank=True, related_name="+")
    """Statements that this person does not rate. Shown as a number only: names beside gaps would tell who rated."""
    managed = models.TextField(_("what follows from it"), max_length=1000, blank=True, default="")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["panellist", "pk"]
        constraints = [models.UniqueConstraint(fields=["panellist", "round"], name="interest_once_a_round")]

    def __str__(self):
        return f"{self.panellist_id} {self.round_id}"
