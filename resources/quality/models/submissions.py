"""Reading before publication: where it is asked for, and the one thread of each submission."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.accounts.queries import standing
from resources.library.models import Resource


class Policy(models.Model):
    """Whether a city (without one: the whole network) asks that what its members share is read first."""

    city = models.OneToOneField(
        "cities.City", null=True, blank=True, on_delete=models.CASCADE, related_name="review_policy"
    )
    asks = models.BooleanField(_("asks for a review before publication"), default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("review before publication")
        verbose_name_plural = _("reviews before publication")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(city=None),
                name="policy_of_network_once",
                violation_error_message=_("The network has one such choice."),
            )
        ]

    def __str__(self):
        return f"{self.city or 'network'}: {self.asks}"


class SubmissionQuerySet(models.QuerySet):
    """Submissions, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Its submitter, who answers for the resource's cities or the network, and who was asked for advice."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        seen = Q(by=member) | Q(resource__owner=member) | Q(resource__authorships__member=member)
        if member.is_member:
            seen |= Q(advisers__member=member)
            if member.is_superuser or member.is_network_coordinator:
                return self
            cities = list(standing(member).coordinates)
            if cities:
                seen |= Q(resource__cities__in=cities) | Q(resource__owner_city__in=cities) | Q(cities__in=cities)
        return self.filter(seen).distinct()

    def to_answer(self, member):
        """Open ones that wait for `member`: of a city that they coordinate, not their own; the network's if nobody's.

        One query set without joins that multiply, so that desks can count it.
        """
        if not member.is_authenticated or not member.is_member:
            return self.none()
        open_ones = self.filter(state=Submission.State.OPEN).exclude(resource__owner=member)
        open_ones = open_ones.exclude(resource__authorships__member=member)
        cities = list(standing(member).coordinates)
        own = Submission.cities.through.objects.filter(city_id__in=cities).values("submission_id")
        mine = Q(pk__in=own) if cities else Q(pk__in=[])
        if member.is_superuser or member.is_network_coordinator:
            mine |= Q(is_for_network=True)
        return open_ones.filter(mine)


class Submission(models.Model):
    """One try to publish a draft where a review is asked for; its thread stays readable for those who took part."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for a review")
        CHANGES = "changes", _("changes are asked for")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken_back", _("taken back")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="submissions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="submissions")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    why = models.CharField(_("why it is read first"), max_length=300, blank=True)
    # Whose coordinators answer; the network's do where these have none who may.
    cities = models.ManyToManyField("cities.City", related_name="submissions", blank=True)
    is_for_network = models.BooleanField(default=False)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["resource"], condition=Q(state="open"), name="submission_open_once",
                violation_error_message=_("It waits for a review already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="submission_declined_with_reason",
                violation_error_message=_("Declining takes a reason, which the submitter reads."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.resource_id} {self.state}"

    def get_absolute_url(self):
        """Return the page of its thread."""
        return reverse("quality:submission", args=[self.resource_id])


class Remark(models.Model):
    """One step of a thread: what somebody said or decided."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("submitted it")
        SAID = "said", _("wrote")
        ADVISED = "advised", _("was asked for advice")
        CHANGES = "changes", _("asks for changes")
        ACCEPTED = "accepted", _("accepted it")
        DECLINED = "declined", _("declined it")
        TAKEN_BACK = "taken_back", _("took it back")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SAID)
    text = models.TextField(max_length=5000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.submission_id} {self.kind}"


class Adviser(models.Model):
    """A member whom those who answer have asked for advice on a submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="advisers")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="advised_on")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "member"], name="adviser_once_per_submission")]

    def __str__(self):
        return f"{self.submission_id} {self.member_id}"
