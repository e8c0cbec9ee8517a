"""Members: what they say about themselves, and who may see it."""

from copy import copy

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.accounts.orcid import validate_orcid
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
        """Members see members whose name is open to them, each sees themselves, visitors see public pages alone.

        Closed accounts are seen by nobody; what each field shows is decided by `members.accounts.visible`.
        """
        from members.accounts import visible

        return visible.people(self, member)

    def at(self, organisation, *, by):
        """Return the members who belong to `organisation` and let `by` know it."""
        from members.accounts import visible

        belongs = Q(organisation=organisation) | Q(
            pk__in=Affiliation.objects.filter(organisation=organisation).values("member")
        )
        return visible.people(self, by).filter(
            belongs, visible.may_see("organisation", by), status=Member.Status.MEMBER
        )


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    """Makes members."""

    def create_user(self, email, password=None, **fields):
        """Create an account with a handle of its own; the password is optional (codes and passkeys suffice)."""
        from members.accounts.handles import free_handle

        email = self.normalize_email(email)
        if "handle" not in fields:
            fields["handle"] = free_handle(fields.get("name_latin") or fields.get("name") or email.split("@")[0])
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
    expertise = ArrayField(
        models.CharField(max_length=60), verbose_name=_("topics you know well"), default=list, blank=True
    )
    capacity = models.PositiveSmallIntegerField(_("open to mentor"), default=0, validators=[MaxValueValidator(20)])
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[validate_orcid])
    links = ArrayField(models.CharField(max_length=300), verbose_name=_("links"), default=list, blank=True)
    hours_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("working days"), default=list, blank=True
    )
    hours_from = models.TimeField(_("working hours from"), null=True, blank=True)
    hours_to = models.TimeField(_("working hours to"), null=True, blank=True)
    photo = models.ForeignKey(
        "files.StoredFile", verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    shown = models.JSONField(_("who sees what"), default=dict, blank=True)
    cities_followed = models.ManyToManyField(
        City, verbose_name=_("cities you follow"), blank=True, related_name="followers"
    )
    interests = models.TextField(_("declared interests"), blank=True, max_length=1000)
    is_sponsor_staff = models.BooleanField(_("works for a sponsor"), default=False)
    is_network_coordinator = models.BooleanField(_("network coordinator"), default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    confirmed_zone_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    rested_at = models.DateTimeField(null=True, blank=True)
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

    @property
    def is_erased(self):
        """Whether nothing but an empty row is left of the account."""
        return not self.is_active and self.email.endswith("@erased.invalid")

    def get_full_name(self):
        """Return the name in the own script with the Latin one behind it where they differ."""
        if self.name and self.name_latin and self.name != self.name_latin:
            return f"{self.name} {self.name_latin}"
        return self.get_short_name()

    def get_short_name(self):
        """Return the name in the own script; of an erased account that it was a member's."""
        return self.name or self.name_latin or (gettext("former member") if self.is_erased else self.handle)

    def seen_by(self, viewer):
        """Return what `viewer` (None: a visitor) sees of this member, as `members.accounts.visible.seen` gives it."""
        from members.accounts import visible

        return visible.seen(self, by=viewer)

    def called_by(self, viewer):
        """Return the name under which `viewer` may read of this member: words instead where it is closed to them."""
        from members.accounts import visible

        return visible.called(self, by=viewer)

    def as_called_by(self, viewer):
        """Return a copy of this row whose names are those that `viewer` may read; never save it."""
        told = copy(self)
        told.name, told.name_latin = self.called_by(viewer), ""
        return told

    def get_absolute_url(self):
        """Return the address of the member's page in the directory."""
        return reverse("directory:member", args=[self.handle])


class Affiliation(models.Model):
    """A further organisation to which a member belongs; the first one is the member's own `organisation`."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "organisation"], name="affiliation_once")]

    def __str__(self):
        return f"{self.member} {self.organisation}"
