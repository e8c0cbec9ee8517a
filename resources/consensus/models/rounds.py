"""Statements that a panel rates, the rounds in which it does, and the answers: by key, never by name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from resources.consensus.models.panels import Group, Panel


class Item(models.Model):
    """One statement as a panel works on it: its number stays, its wording may change between rounds."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a statement", "goes on")
        AGREED = "agreed", pgettext_lazy("a statement", "agreed")
        REJECTED = "rejected", pgettext_lazy("a statement", "rejected")
        UNSETTLED = "unsettled", _("no consensus")
        WITHDRAWN = "withdrawn", pgettext_lazy("a statement", "taken out")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_in = models.ForeignKey(
        "consensus.Round", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    statement = models.ForeignKey(
        "consensus.Statement", null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    """The statement of the page that is voted on anew, or that this item became."""
    split_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts")
    source = models.CharField(_("where it comes from"), max_length=500, blank=True, default="")
    reason = models.CharField(_("why it was taken out"), max_length=500, blank=True, default="")

    class Meta:
        ordering = ["panel", "number"]
        constraints = [models.UniqueConstraint(fields=["panel", "number"], name="item_number_once")]

    def __str__(self):
        return f"{self.panel_id}/{self.number}"


class Wording(models.Model):
    """How a statement read. Locked when a round with it opens: the database refuses a change."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField(_("statement"), max_length=2000)
    context = models.TextField(_("what to know before rating it"), max_length=4000, blank=True, default="")
    language = models.CharField(_("language"), max_length=16, default="en")
    is_editorial = models.BooleanField(
        _("only a slip was mended: ratings may be compared with those before"), default=False
    )
    reason = models.CharField(_("why it was changed"), max_length=1000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="wording_once")]

    def __str__(self):
        return self.text[:80]


class Translation(models.Model):
    """A wording in another language; panellists see it when somebody who reads both has checked it."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=16)
    text = models.TextField(_("statement"), max_length=2000)
    context = models.TextField(_("what to know before rating it"), max_length=4000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["wording", "language"]
        constraints = [models.UniqueConstraint(fields=["wording", "language"], name="wording_translation_once")]

    def __str__(self):
        return f"{self.wording_id} {self.language}"


class Evidence(models.Model):
    """What a statement stands on: an entry of the library, a paper, or a work elsewhere."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="evidence")
    resource = models.ForeignKey("library.Resource", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    paper = models.ForeignKey("papers.Paper", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=500)
    address = models.CharField(_("address or DOI"), max_length=500, blank=True, default="")
    note = models.CharField(_("what it says"), max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self):
        return self.title


class Round(models.Model):
    """One time that the panel is asked."""

    class Kind(models.TextChoices):
        IDEAS = "ideas", _("Collecting ideas")
        RATING = "rating", _("Rating")
        RANKING = "ranking", _("Ranking")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("a round", "planned")
        OPEN = "open", pgettext_lazy("a round", "open")
        CLOSED = "closed", pgettext_lazy("a round", "closed")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.RATING)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    invited = models.PositiveIntegerField(default=0)
    """How many seats could answer, set when it opens and when somebody leaves."""
    reminders = models.PositiveIntegerField(default=0)
    """How many letters reminded."""
    meeting = models.TextField(_("how the meeting went"), max_length=4000, blank=True, default="")
    results = models.JSONField(default=dict, blank=True)
    """What is true of the round as a whole; written when it closes, see queries/results/."""
    engine = models.CharField(max_length=20, blank=True, default="")
    """Version of the engine that computed the results."""

    class Meta:
        ordering = ["panel", "number"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="round_once"),
            models.UniqueConstraint(fields=["panel"], condition=Q(state="open"), name="one_open_round_a_panel"),
        ]

    def __str__(self):
        return f"{self.panel_id} {self.number}"

    def get_absolute_url(self):
        """Return the panel's own page of this round."""
        return reverse("consensus:round", args=[self.pk])


class RoundItem(models.Model):
    """A statement in a round, in the wording that stood then; ratings hang here."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    """{"all": statistics, "groups": {group id: statistics}, "change": stability, …}: never shown as it is."""
    verdict = models.CharField(max_length=10, choices=Item.State, blank=True, default="")

    class Meta:
        ordering = ["round", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "item"], name="round_item_once")]

    def __str__(self):
        return f"{self.round_id} {self.item_id}"


class Seat(models.Model):
    """A place at the table without a name on it. All that a panellist answers hangs here.

    `key` is computed from a secret of the server, the panel's salt and the panellist (`keys.py`); no table holds who
    sits where, and the key is the primary key, so that no order of rows tells it.
    """

    key = models.CharField(primary_key=True, max_length=40)
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    is_withdrawn = models.BooleanField(default=False)
    """Withdrew consent."""
    left_after = models.PositiveSmallIntegerField(null=True, blank=True)
    """Number of the last round that this seat belongs to, once somebody has left."""

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key[:6]


class Rating(models.Model):
    """One answer. It bears no moment: times of answers would tell who gave them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Random: rising numbers would tell who answered before whom."""
    entry = models.ForeignKey(RoundItem, on_delete=models.CASCADE, related_name="ratings")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="ratings")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    cannot_judge = models.BooleanField(default=False)
    first_value = models.PositiveSmallIntegerField(null=True, blank=True)
    """The private rating before any feedback, of rounds in real time."""
    language = models.CharField(max_length=16, blank=True, default="")
    """In which language the statement was read; shown as counts of at least the smallest group."""
    count = models.PositiveIntegerField(default=1)
    """How often it was set: what a browser sends late knows whether it is older."""

    class Meta:
        ordering = ["entry", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "seat"], name="rating_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(cannot_judge=False), name="rating_or_cannot_judge"
            ),
        ]

    def __str__(self):
        return f"{self.entry_id}"


class Remark(models.Model):
    """What somebody says about a statement without a name; others read it when a facilitator has let it through."""

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        WORDING = "wording", _("proposed wording")
        DISSENT = "dissent", _("dissent")
        IDEA = "idea", pgettext_lazy("in a nominal group", "idea")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        SHOWN = "shown", pgettext_lazy("a remark", "shown")
        HIDDEN = "hidden", pgettext_lazy("a remark", "not shown")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="remarks")
    entry = models.ForeignKey(RoundItem, null=True, blank=True, on_delete=models.CASCADE, related_name="remarks")
    """None for ideas."""
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.COMMENT)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    text = models.TextField(max_length=2000)
    language = models.CharField(max_length=16, default="en")
    shown = models.TextField(max_length=2000, blank=True, default="")
    """What others read: `text`, without what would tell who wrote it."""
    translations = models.JSONField(default=dict, blank=True)
    """{language: words} of `shown`"""
    reason = models.CharField(_("why"), max_length=300, blank=True, default="")
    became = models.ForeignKey(Item, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    shuffle = models.UUIDField(default=uuid.uuid4, editable=False)
    """A random number: the order in which remarks are shown, since numbers of rows would tell who came first."""

    class Meta:
        ordering = ["round", "shuffle"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "seat", "kind"], condition=~Q(kind="idea"), name="remark_once_a_kind"
            )
        ]

    def __str__(self):
        return self.text[:60]


class Ballot(models.Model):
    """How one seat ranks statements in a nominal group: the first of `order` gets the most points."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="ballots")
    order = models.JSONField(default=list)
    """[id of a RoundItem, …], best first, at most five"""

    class Meta:
        ordering = ["round", "seat"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="ballot_once")]

    def __str__(self):
        return f"{self.round_id}"
