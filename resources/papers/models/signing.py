"""Standing by a text: the cities' consultation, rounds of signing, signatures on the fingerprint, who leaves."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.kit import clock


class Consultation(models.Model):
    """The cities are asked about one version, from one day to another; what silence counts as is said beforehand.

    Days are each city's own: it may answer from the first hour of `opens_on` to the last of `closes_on` as its clocks
    show them. `stopped`: why it was broken off; what was answered then counts for nothing.
    """

    class Silence(models.TextChoices):
        ABSTAIN = "abstain", _("counts as abstaining")
        ENDORSE = "endorse", _("counts as endorsing")

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="consultations")
    version = models.ForeignKey("papers.Version", on_delete=models.RESTRICT, related_name="consultations")
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("until"))
    silence = models.CharField(_("a city that says nothing"), max_length=8, choices=Silence, default=Silence.ABSTAIN)
    words = models.TextField(_("what the cities are asked"), max_length=2000, blank=True, default="")
    cities = models.ManyToManyField("cities.City", related_name="+", verbose_name=_("cities"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    stopped = models.CharField(_("why it was broken off"), max_length=500, blank=True, default="")

    class Meta:
        ordering = ["paper", "-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="paper_consultation_ends_after_start",
                violation_error_message=_("It ends before it begins."),
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(closed_at=None),
                name="paper_consultation_open_once",
                violation_error_message=_("The cities are being asked already."),
            ),
        ]

    def __str__(self):
        return f"{self.paper_id} {self.opens_on}"

    def begins_for(self, city):
        """Return the moment from which `city` may answer: the first of `opens_on` in its own time zone."""
        return clock.at(datetime.combine(self.opens_on, time()), city.time_zone)

    def ends_for(self, city):
        """Return the moment at which it is over for `city`: the end of `closes_on` in its own time zone."""
        return clock.at(datetime.combine(self.closes_on + timedelta(days=1), time()), city.time_zone)


class Endorsement(models.Model):
    """What a city says of a version, in its own words, by somebody with the right to speak for it."""

    class Answer(models.TextChoices):
        ENDORSE = "endorse", _("endorses")
        ABSTAIN = "abstain", _("abstains")
        DISSENT = "dissent", _("dissents")

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="endorsements")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    words = models.TextField(_("in the city's words"), max_length=3000, blank=True, default="")
    language = models.CharField(max_length=16, default="en")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    was_silent = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["consultation", "city"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "city"],
                name="paper_endorsement_once_per_city",
                violation_error_message=_("This city has answered already."),
            ),
            models.CheckConstraint(
                condition=~Q(answer="dissent") | ~Q(words=""),
                name="paper_dissent_has_words",
                violation_error_message=_("A dissent says why: the words are printed."),
            ),
        ]

    def __str__(self):
        return f"{self.consultation_id} {self.city_id} {self.answer}"


class Round(models.Model):
    """One exact text is put before its authors until a day; a changed text needs a further round.

    `is_small`: the lead says that only slips of the pen were mended; who stood by the text before confirms the
    difference by one click. `told_seq`: where the log was when the signers were told of a change; None without one.
    """

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="rounds")
    version = models.OneToOneField("papers.Version", on_delete=models.RESTRICT, related_name="round")
    due_on = models.DateField(_("to be signed by"))
    words = models.TextField(_("a word to the authors"), max_length=1000, blank=True, default="")
    is_small = models.BooleanField(_("only slips of the pen were mended"), default=False)
    told_seq = models.BigIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(ended_at=None),
                name="paper_round_open_once",
                violation_error_message=_("The paper is being signed already."),
            )
        ]

    def __str__(self):
        return f"{self.paper_id} {self.version_id}"

    @property
    def is_over(self):
        """Whether its day has passed everywhere on Earth (UTC−12)."""
        return clock.now() >= clock.at(datetime.combine(self.due_on + timedelta(days=1), time(12)), "UTC")


class Signature(models.Model):
    """An author's word on one exact text: bound to its fingerprint, void for any other. The newest one counts.

    `words`: the version of the statements; `criteria`: those ticked; `declaration`: what was confirmed with it.
    """

    class Answer(models.TextChoices):
        APPROVE = "approve", _("approves")
        NOTE = "note", _("approves, with a note")
        REFUSE = "refuse", _("does not approve")
        LEAVE = "leave", _("withdraws the name")

    YES = ("approve", "note")

    author = models.ForeignKey("papers.Author", on_delete=models.CASCADE, related_name="signatures")
    version = models.ForeignKey("papers.Version", on_delete=models.RESTRICT, related_name="signatures")
    fingerprint = models.CharField(max_length=64)
    answer = models.CharField(max_length=8, choices=Answer)
    note = models.TextField(_("note"), max_length=2000, blank=True, default="")
    may_be_thanked = models.BooleanField(_("may be named in the acknowledgements"), default=False)
    criteria = models.JSONField(default=list)
    declaration = models.ForeignKey("papers.Declaration", null=True, on_delete=models.RESTRICT, related_name="+")
    words = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["author", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer__in=["refuse", "note"]) | ~Q(note=""),
                name="paper_refusal_has_reason",
                violation_error_message=_("Say it in a few words."),
            )
        ]

    def __str__(self):
        return f"{self.author_id} {self.answer}"

    @property
    def is_yes(self):
        """Whether it stands by the text."""
        return self.answer in self.YES


class Departure(models.Model):
    """The lead proposes to go on without an author who did not answer in time; silence is never a signature.

    That person reads it and may object or agree to be thanked. Who does not agree is not named at all.
    """

    class Answer(models.TextChoices):
        AGREED = "agreed", _("agrees, and may be thanked by name")
        UNNAMED = "unnamed", _("agrees, and is not to be named")
        OBJECTED = "objected", _("objects")

    author = models.ForeignKey("papers.Author", on_delete=models.CASCADE, related_name="departures")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="departures")
    reason = models.TextField(_("why"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["author", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "round"],
                name="paper_departure_once_per_round",
                violation_error_message=_("It was proposed already."),
            )
        ]

    def __str__(self):
        return f"{self.author_id} {self.answer or '…'}"
