"""Personal tokens: with one of them a member's own program reads what the member may read."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now


class TokenQuerySet(models.QuerySet):
    """Tokens, narrowed to whom they belong to and to those that still open a door."""

    def visible_to(self, member):
        """Return the member's own tokens; nobody else sees them."""
        return self.filter(member=member) if member is not None and member.is_authenticated else self.none()

    def good(self):
        """Return the tokens that were not revoked and are not over."""
        return self.filter(revoked_at=None, expires_at__gt=now())


class Token(models.Model):
    """One token: its secret is shown once and kept here as a hash alone (256 random bits need no slow one)."""

    class Scope(models.TextChoices):
        READ = "read", _("read what you may read")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="program_keys")
    name = models.CharField(_("what it is for"), max_length=100)
    start = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), default=list)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("key for programs")
        verbose_name_plural = _("keys for programs")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="token_has_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_ends_after_it_began"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_good(self):
        """Whether it opens a door now."""
        return self.revoked_at is None and self.expires_at > now()
