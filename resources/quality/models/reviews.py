"""Structured reviews by members, each of one edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now
from resources.library.models import Edition, Resource
from resources.quality.terms import CRITERIA, VALUES


class ReviewQuerySet(models.QuerySet):
    """Reviews, narrowed to what somebody may see or to what counts."""

    def given(self):
        """Return those that were given and not withdrawn, expired ones among them."""
        return self.filter(state=Review.State.GIVEN)

    def current(self, at=None):
        """Return those that count at the moment `at`: given, not withdrawn, not expired."""
        return self.given().filter(expires_at__gt=at or now())

    def visible_to(self, member):
        """Given ones of what `member` may see; drafts and withdrawn ones are their reviewer's alone."""
        seen = Q(state=Review.State.GIVEN)
        if member is not None and member.is_authenticated:
            seen |= Q(reviewer=member)
        return self.filter(seen, resource__in=Resource.objects.visible_to(member))


class Review(models.Model):
    """What one member finds of one edition."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        GIVEN = "given", _("given")
        WITHDRAWN = "withdrawn", _("withdrawn")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="reviews")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reviews")
    # Who erased their account and wished to stay credited is named here; "" otherwise.
    credit = models.CharField(max_length=300, blank=True, default="")
    # The home city when the review was given: the badge counts cities.
    city = models.ForeignKey("cities.City", null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    summary = models.TextField(_("in a few words"), max_length=3000, blank=True)
    has_interest = models.BooleanField(_("has an interest in the work"), null=True)
    interest = models.TextField(_("which interest"), max_length=1000, blank=True)
    is_sponsor_staff = models.BooleanField(_("works for a sponsor"), default=False)
    started_at = models.DateTimeField(default=now)
    first_given_at = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_reason = models.TextField(_("why it was withdrawn"), max_length=2000, blank=True, default="")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "reviewer"],
                condition=~Q(state="withdrawn"),
                name="review_once_per_edition",
                violation_error_message=_("You have reviewed this version already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="given")
                | Q(given_at__isnull=False, expires_at__isnull=False, has_interest__isnull=False),
                name="review_given_whole",
                violation_error_message=_("A review says when it was given and whether there is an interest."),
            ),
        ]
        indexes = [models.Index(fields=["resource", "state", "expires_at"], name="review_of_resource")]

    def __str__(self):
        return f"{self.edition_id} {self.reviewer_id or self.credit}"

    @property
    def is_expired(self):
        """Whether its two years are over."""
        return self.expires_at is not None and self.expires_at <= now()

    @property
    def was_revised(self):
        """Whether it was changed after it was first given."""
        return self.first_given_at is not None and self.given_at != self.first_given_at

    def get_absolute_url(self):
        """Return its place among all reviews of the resource."""
        return reverse("quality:reviews", args=[self.resource_id]) + f"#review-{self.pk}"


class Judgement(models.Model):
    """One criterion of one review: 0 no, 1 partly, 2 yes, None not applicable; a draft saves each by itself."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="judgements")
    criterion = models.CharField(max_length=20, choices={code: one.label for code, one in CRITERIA.items()})
    is_judged = models.BooleanField(default=False)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(_("comment"), max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="judgement_once_per_criterion"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__lte=2, is_judged=True),
                name="judgement_value_known",
                violation_error_message=_("Choose yes, partly, no or not applicable."),
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.value}"

    @property
    def label(self):
        """The criterion in words."""
        return CRITERIA[self.criterion].label

    @property
    def words(self):
        """The value in words."""
        return VALUES[self.value]


class Reply(models.Model):
    """The one public answer of those whose work was reviewed."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="reply")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    credit = models.CharField(max_length=300, blank=True, default="")
    text = models.TextField(_("answer"), max_length=3000)
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.review_id}"
