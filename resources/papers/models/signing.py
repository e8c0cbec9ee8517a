"""Standing by a text: declarations, consultation of cities, signatures on the fingerprint."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Declaration(models.Model):
    """What an author declares for one paper: interests, funding, the four ICMJE criteria. The newest one counts."""

    author = models.ForeignKey("papers.Author", on_delete=models.CASCADE, related_name="declarations")
    has_interests = models.BooleanField(_("there are interests to declare"))
    interests = models.TextField(_("interests"), max_length=3000, blank=True, default="")
    funding = models.TextField(_("funding"), max_length=2000, blank=True, default="")
    criteria = models.JSONField(default=list)
    words = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["author", "-at", "-pk"]

    def __str__(self):
        return f"{self.author_id} {self.at:%Y-%m-%d}"


class Consultation(models.Model):
    """The cities are asked about one version, from one day to another; what silence counts as is said beforehand."""

    class Silence(models.TextChoices):
        ABSTAIN = "abstain", _("counts as abstaining")
        ENDORSE = "endorse", _("counts as endorsing")

    paper = models.ForeignKey("papers.Paper", on_delete=models.CASCADE, related_name="consultations")
    version = models.ForeignKey("papers.Version", on_delete=models.PROTECT, related_name="consultations")
    opens_on = models.DateField(_("from"))
    closes_on = models.DateField(_("until"))
    silence = models.CharField(_("a city that says nothing"), max_length=8, choices=Silence, default=Silence.ABSTAIN)
    words = models.TextField(_("what the cities are asked"), max_length=2000, blank=True, default="")
    cities = models.ManyToManyField("cities.City", related_name="+", verbose_name=_("cities"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["paper", "-opens_on", "-pk"]

    def __str__(self):
        return f"{self.paper_id} {self.opens_on}"


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
            )
        ]

    def __str__(self):
        return f"{self.consultation_id} {self.city_id} {self.answer}"


class Signature(models.Model):
    """An author's word on one exact text: bound to its fingerprint, void for any other."""

    class Answer(models.TextChoices):
        APPROVE = "approve", _("approves")
        NOTE = "note", _("approves, with a note")
        REFUSE = "refuse", _("does not approve")
        LEAVE = "leave", _("withdraws the name")

    author = models.ForeignKey("papers.Author", on_delete=models.CASCADE, related_name="signatures")
    version = models.ForeignKey("papers.Version", on_delete=models.PROTECT, related_name="signatures")
    fingerprint = models.CharField(max_length=64)
    answer = models.CharField(max_length=8, choices=Answer)
    note = models.TextField(_("note"), max_length=2000, blank=True, default="")
    words = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["author", "-at", "-pk"]

    def __str__(self):
        return f"{self.author_id} {self.answer}"
