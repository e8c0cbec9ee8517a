"""A congress on the shared list, and what those who went there noted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from network.kit.audience import Audienced, AudienceQuerySet
from network.kit.clock import validate_zone


class CongressQuerySet(AudienceQuerySet):
    """Congresses, narrowed to what somebody may see."""

    def coming(self, today):
        """Return those that are not over on `today`, the next first; what was merged or declined is gone."""
        return self.standing().filter(last_day__gte=today).order_by("first_day", "pk")

    def past(self, today):
        """Return those that are over on `today`, the last first."""
        return self.standing().filter(last_day__lt=today).order_by("-last_day", "-pk")

    def standing(self):
        """Return those on the list: confirmed, or proposed."""
        return self.filter(state__in=(Congress.State.PROPOSED, Congress.State.CONFIRMED))


class Congress(Audienced):
    """An international congress. Its days are dates: they mean the same everywhere, and no zone shifts them."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("a congress", "not confirmed yet")
        CONFIRMED = "confirmed", pgettext_lazy("a congress", "confirmed")
        DECLINED = "declined", pgettext_lazy("a congress", "not taken")
        MERGED = "merged", pgettext_lazy("a congress", "taken together with another")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    edition = models.CharField(_("edition or year"), max_length=40, blank=True)
    language = models.CharField(_("language of the name"), max_length=16, default="en")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    place = models.CharField(_("city and venue"), max_length=200)
    country = models.CharField(
        _("country code (ISO 3166)"), max_length=2, blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, for example CN."))],
    )  # fmt: skip
    zone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    link = models.URLField(_("link"), max_length=500, blank=True)
    topics = ArrayField(models.CharField(max_length=60), verbose_name=_("topics"), default=list, blank=True)
    about = models.TextField(_("what it is about"), max_length=2000, blank=True)

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("why it was not taken"), max_length=500, blank=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="doubles")
    asked_notes_at = models.DateTimeField(null=True)
    """When those who went were asked for notes."""
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CongressQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["first_day", "pk"]
        verbose_name = _("congress")
        verbose_name_plural = _("congresses")
        indexes = [*Audienced.Meta.indexes, models.Index(fields=["last_day"], name="congress_last_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="congress_ends_after_start",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(merged_into__isnull=False), name="congress_merged_into_one"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        """What lists call it: the short name with its edition, else the name."""
        short = self.short_name or self.name
        return f"{short} {self.edition}" if self.edition and self.edition not in short else short

    @property
    def slug(self):
        """The readable end of its address; the number alone finds it."""
        return slugify(self.title)[:60].strip("-") or "congress"

    def get_absolute_url(self):
        """Return the address of its page."""
        return reverse("congresses:congress", args=[self.pk, self.slug])

    @property
    def is_confirmed(self):
        """Whether a coordinator has put it on the list."""
        return self.state == self.State.CONFIRMED

    @property
    def is_proposed(self):
        """Whether it waits for a coordinator."""
        return self.state == self.State.PROPOSED


class Note(models.Model):
    """What somebody who was there tells the others: a text, and where more of it lies."""

    congress = models.ForeignKey(Congress, on_delete=models.CASCADE, related_name="notes")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="congress_notes"
    )
    credit = models.CharField(max_length=300, blank=True, default="")
    """Who erased their account and wished to stay credited."""
    text = models.TextField(_("what you bring back"), max_length=5000)
    link = models.URLField(_("where more of it lies"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=16, default="en")
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["congress", "member"], name="congress_note_once")]

    def __str__(self):
        return f"{self.congress_id} {self.member_id}"
