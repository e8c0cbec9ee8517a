"""Secret addresses of calendars that somebody's programs fetch."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FeedAddressQuerySet(models.QuerySet):
    """Addresses, narrowed to whom they belong to and to those that still open a calendar."""

    def visible_to(self, member):
        """Return the member's own addresses; nobody else sees them."""
        return self.filter(member=member) if member is not None and member.is_authenticated else self.none()

    def good(self):
        """Return the addresses that were not ended."""
        return self.filter(ended_at=None)


class FeedAddress(models.Model):
    """One member's secret address. Only its digest is kept: whoever reads the table cannot fetch the calendar."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_addresses")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the 32 random bytes in the address, as hex."""
    leaves_out_mailed = models.BooleanField(_("leave out what came by mail"), default=False)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = FeedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at__isnull=True), name="feed_address_one")
        ]

    def __str__(self):
        return f"{self.member_id} {self.made_at:%Y-%m-%d}"
