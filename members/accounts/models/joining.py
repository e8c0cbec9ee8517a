"""Applications to join, and what an applicant agreed to."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.accounts.models.member import Member, Role
from network.cities.models import City, CoordinatorTerm


class Consent(models.Model):
    """What somebody agreed to: the text as it stood, its version and language, and when."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, default="joining")
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=16)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.purpose} {self.version} ({self.language})"


GONE = Q(member__status="left")


class ApplicationQuerySet(models.QuerySet):
    """Applications, narrowed to what somebody may see."""

    def waiting(self):
        """Return the applications that somebody should answer."""
        return self.filter(state=Application.State.WAITING).exclude(GONE)

    def withdrawn(self):
        """Return those whose applicant left before anybody answered; they wait again if the applicant comes back."""
        return self.filter(GONE, state=Application.State.WAITING)

    def answered_by(self, member):
        """Return the applications that wait for an answer of `member`: of her cities, or escalated to the network."""
        return self.waiting().filter(self._of(member)).exclude(member=member)

    def withdrawn_before(self, member):
        """Return the withdrawn ones that `member` would have answered."""
        return self.withdrawn().filter(self._of(member)).exclude(member=member)

    def _of(self, member):
        cities = CoordinatorTerm.objects.current().filter(member=member).values("city")
        mine = Q(city__in=cities)
        if member.is_superuser or member.is_network_coordinator:
            mine |= Q(escalated_at__isnull=False)
        return mine

    def visible_to(self, member):
        """The applicant sees their own; coordinators their city's, the network's all, once the address is confirmed."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        own = Q(member=member)
        if not member.is_member:
            return self.filter(own)
        if member.is_superuser or member.is_network_coordinator:
            return self.filter(own | ~Q(state=Application.State.UNCONFIRMED))
        cities = CoordinatorTerm.objects.current().filter(member=member).values("city")
        return self.filter(own | Q(city__in=cities) & ~Q(state=Application.State.UNCONFIRMED))


class Application(models.Model):
    """Somebody's wish to join under a city, and what became of it."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("address not confirmed yet")
        WAITING = "waiting", _("waiting for the city")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="applications")
    city = models.ForeignKey(City, verbose_name=_("home city"), on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    name = models.CharField(_("name"), max_length=150)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    why = models.TextField(_("why you would like to join"), max_length=3000)
    offer = models.TextField(_("one thing you can offer"), max_length=1000, blank=True)
    seek = models.TextField(_("one thing you seek"), max_length=1000, blank=True)
    languages = ArrayField(models.CharField(max_length=16), verbose_name=_("languages you speak"), default=list)
    interests = models.TextField(_("declared interests"), max_length=1000, blank=True)
    is_sponsor_staff = models.BooleanField(_("I work for a sponsor of the programme"), default=False)
    language = models.CharField(max_length=16, choices=settings.LANGUAGES, default="en")
    consent_version = models.CharField(max_length=20, blank=True)
    revision = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    invitation = models.ForeignKey(
        "accounts.Invitation", null=True, on_delete=models.SET_NULL, related_name="applications"
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["unconfirmed", "waiting"]),
                name="application_one_open",
                violation_error_message=_("You have an open application already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="application_declined_with_reason",
                violation_error_message=_("Declining takes a reason, which the applicant reads."),
            ),
        ]

    @property
    def is_withdrawn(self):
        """Whether the applicant left before anybody answered: by leaving, or by asking to be erased."""
        return self.state == self.State.WAITING and self.member.status == self.member.Status.LEFT

    def __str__(self):
        return f"{self.full_name} -> {self.city}"

    @property
    def full_name(self):
        """The name in the own script with the Latin one behind it where they differ."""
        if self.name_latin and self.name != self.name_latin:
            return f"{self.name} {self.name_latin}"
        return self.name or self.member.get_full_name()

    @property
    def answer_due_at(self):
        """The moment by which the city should have answered."""
        from members.accounts.terms import DAYS_TO_ANSWER

        return self.submitted_at + timedelta(days=DAYS_TO_ANSWER) if self.submitted_at else None

    def get_absolute_url(self):
        """Return the page on which a coordinator reads and answers it."""
        return reverse("accounts:application", args=[self.pk])
