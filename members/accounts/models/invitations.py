"""Links by which a city invites: one that lets in at once, one that leads to the queue."""

import hashlib
import secrets

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.accounts.models.member import Member
from network.cities.models import City
from network.kit.clock import now


def digest_of(token):
    """Return what is kept of a token: its digest."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_token():
    """Return a word that nobody can guess (192 bits), fit for an address."""
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet):
    """Invitations."""

    def live(self):
        """Return those that still let somebody in."""
        return self.filter(revoked_at=None, expires_at__gt=now(), uses__lt=F("most_uses"))


class Invitation(models.Model):
    """A link of a city: shown once, kept as a digest, with until when it works and how often it did."""

    class Kind(models.TextChoices):
        TRUSTED = "trusted", _("lets in at once")
        VETTED = "vetted", _("leads to the queue")

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="invitations")
    kind = models.CharField(max_length=8, choices=Kind)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    most_uses = models.PositiveIntegerField()
    uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["city", "kind"], condition=Q(revoked_at=None), name="invitation_one_of_each_kind"
            ),
            models.CheckConstraint(condition=Q(uses__lte=F("most_uses")), name="invitation_within_uses"),
        ]

    def __str__(self):
        return f"{self.city}: {self.get_kind_display()}"

    @property
    def is_live(self):
        """Whether it still lets somebody in."""
        return self.revoked_at is None and self.expires_at > now() and self.uses < self.most_uses
