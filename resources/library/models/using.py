"""What readers do with a resource: find it useful, take it, follow it, ask for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.kit.clock import now
from resources.library.models.editions import Edition
from resources.library.models.resource import Resource


class Useful(models.Model):
    """One member's word that a resource is useful in their city."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="usefuls")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="usefuls")
    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="usefuls")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "member"],
                name="useful_once_per_member",
                violation_error_message=_("You have said so already."),
            )
        ]

    def __str__(self):
        return f"{self.resource_id} {self.city_id}"


class Download(models.Model):
    """How often a resource's files were taken, by city or country and month; nobody is tracked."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="downloads")
    place = models.CharField(max_length=60)
    month = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "place", "month"], name="download_once_per_month")]

    def __str__(self):
        return f"{self.resource_id} {self.place} {self.count}"


class Taken(models.Model):
    """That a member took an edition; theirs alone. It serves to tell them once what a later edition corrects."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taken")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="taken")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "edition"], name="taken_once")]

    def __str__(self):
        return f"{self.member_id} {self.edition_id}"


class Unremembered(models.Model):
    """A member who does not want the portal to remember what they took."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="unremembered"
    )
    since = models.DateTimeField(default=now)

    def __str__(self):
        return str(self.member_id)


class Following(models.Model):
    """A member who wants to hear of news about a resource."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="followings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "member"], name="following_once")]

    def __str__(self):
        return f"{self.member_id} {self.resource_id}"


class AccessRequest(models.Model):
    """A member's request for something that is not open to them, and its owner's answer."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        GRANTED = "granted", _("let in")
        DECLINED = "declined", _("declined")
        REVOKED = "revoked", _("taken back")
        OVER = "over", _("over")

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="access_requests")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_requests")
    why = models.TextField(_("What do you need it for?"), max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    expires_at = models.DateTimeField(_("open until"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "member"],
                condition=Q(state__in=["waiting", "granted"]),
                name="access_request_open_once",
                violation_error_message=_("You have asked already."),
            )
        ]

    def __str__(self):
        return f"{self.member_id} {self.resource_id} {self.state}"
