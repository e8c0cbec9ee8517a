"""Members, and how they join."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.cities.models import City, Organisation
from network.kit.clock import validate_zone


class Role(models.TextChoices):
    """What people do; chosen by themselves."""

    RESEARCHER = "researcher", _("researcher")
    PRACTITIONER = "practitioner", _("practitioner")
    PEER_SUPPORTER = "peer_supporter", _("peer supporter")
    CITY_OFFICIAL = "city_official", _("city official")
    PARTNER = "partner", _("development partner")
    OTHER = "other", _("other")


class MemberQuerySet(models.QuerySet):
    """Members, narrowed to what somebody may see."""

    def visible_to(self, member):
        """Members see members; each sees themselves; visitors see nobody; closed accounts are seen by nobody."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        if member.is_member and (member.is_superuser or member.is_network_coordinator):
            return self.filter(is_active=True)
        seen = Q(status=Member.Status.MEMBER) if member.is_member else Q()
        return self.filter(seen | Q(pk=member.pk), is_active=True) if seen else self.filter(pk=member.pk)


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    """Makes members."""

    def create_user(self, email, password=None, **fields):
        """Create an account with a handle of its own; the password is optional (codes and passkeys suffice)."""
        from members.accounts.handles import free_handle

        email = self.normalize_email(email)
        fields.setdefault("handle", free_handle(fields.get("name_latin") or fields.get("name") or email.split("@")[0]))
        member = self.model(email=email, **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email, password=None, **fields):
        """Create an administrator."""
        fields |= {"is_superuser": True, "status": Member.Status.MEMBER}
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        """Find by e-mail address in any case."""
        return self.get(email__iexact=email)


class Member(AbstractBaseUser, PermissionsMixin):
    """A person with an account: an applicant at first, a member once a city said yes."""

    class Status(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        MEMBER = "member", _("member")
        SUSPENDED = "suspended", _("suspended")
        LEFT = "left", _("left")

    email = models.EmailField(_("e-mail address"), unique=True)
    handle = models.SlugField(_("handle"), max_length=60, unique=True)
    name = models.CharField(_("name in your own script"), max_length=150, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=16, choices=settings.LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC", validators=[validate_zone])
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.APPLICANT)
    home_city = models.ForeignKey(
        City, verbose_name=_("home city"), null=True, blank=True, on_delete=models.PROTECT, related_name="members"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="members",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    about = models.TextField(_("about you"), blank=True, max_length=3000)
    offers = models.TextField(_("what you can offer"), blank=True, max_length=1000)
    seeks = models.TextField(_("what you seek"), blank=True, max_length=1000)
    languages = ArrayField(
        models.CharField(max_length=16), verbose_name=_("languages you speak"), default=list, blank=True
    )
    topics = ArrayField(models.CharField(max_length=60), verbose_name=_("topics you follow"), default=list, blank=True)
    interests = models.TextField(_("declared interests"), blank=True, max_length=1000)
    is_sponsor_staff = models.BooleanField(_("works for a sponsor"), default=False)
    is_network_coordinator = models.BooleanField(_("network coordinator"), default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    confirmed_zone_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ["name_latin", "pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="member_email_once",
                violation_error_message=_("This address has an account already."),
            )
        ]

    def __str__(self):
        return self.get_full_name()

    @property
    def is_member(self):
        """Whether a city has said yes and the person has not left or been suspended."""
        return self.is_active and self.status == self.Status.MEMBER

    @property
    def is_staff(self):
        """Wagtail asks for this name; nobody here is Django staff."""
        return False

    def get_full_name(self):
        """Return the name in the own script with the Latin one behind it where they differ."""
        if self.name and self.name_latin and self.name != self.name_latin:
            return f"{self.name} {self.name_latin}"
        return self.name or self.name_latin or self.handle

    def get_short_name(self):
        """Return the name in the own script."""
        return self.name or self.name_latin or self.handle

    def get_absolute_url(self):
        """Return the address of the member's page in the directory."""
        return reverse("directory:member", args=[self.handle])


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


class ApplicationQuerySet(models.QuerySet):
    """Applications, narrowed to what somebody may see."""

    def waiting(self):
        """Return the applications that somebody should answer."""
        return self.filter(state=Application.State.WAITING)

    def answered_by(self, member):
        """Return the applications that wait for an answer of `member`: of her cities, or escalated to the network."""
        from network.cities.models import CoordinatorTerm

        cities = CoordinatorTerm.objects.current().filter(member=member).values("city")
        mine = Q(city__in=cities)
        if member.is_superuser or member.is_network_coordinator:
            mine |= Q(escalated_at__isnull=False)
        return self.waiting().filter(mine).exclude(member=member)

    def visible_to(self, member):
        """The applicant sees their own; coordinators their city's, the network's all, once the address is confirmed."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        own = Q(member=member)
        if not member.is_member:
            return self.filter(own)
        if member.is_superuser or member.is_network_coordinator:
            return self.filter(own | ~Q(state=Application.State.UNCONFIRMED))
        from network.cities.models import CoordinatorTerm

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
