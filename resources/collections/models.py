"""Collections: shelves of members, what stands on them, and who follows them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from network.kit.audience import Audienced, AudienceQuerySet


class CollectionQuerySet(AudienceQuerySet):
    """Collections, narrowed to what somebody may see."""

    def of(self, member):
        """Return the shelves of `member`, the last touched first."""
        return self.filter(owner=member).order_by("-changed_at", "-pk")

    def shared(self):
        """Return those that others may see as well."""
        return self.exclude(visibility=Collection.Visibility.ME)


class Collection(Audienced):
    """A shelf: a title, a few words, and entries of the catalogue in an order of its own."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("everybody")
        MEMBERS = "members", _("members")
        ME = "me", _("only me")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="collections"
    )
    # Who erased their account and wished to stay credited is named here; "" otherwise.
    credit = models.CharField(max_length=300, blank=True, default="")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what it is for"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=16, default="en")
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.ME)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    entries = models.ManyToManyField("catalogue.Entry", through="Placement", related_name="collections")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_reason = models.TextField(_("why it was taken out of sight"), max_length=2000, blank=True, default="")

    objects = CollectionQuerySet.as_manager()

    class Meta(Audienced.Meta):
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="collection_has_title",
                violation_error_message=_("Give it a title."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_shared(self):
        """Whether others may see it as well."""
        return self.visibility != self.Visibility.ME

    def get_absolute_url(self):
        """Return its address; the number stays, the words follow the title."""
        words = slugify(self.title, allow_unicode=True)[:60].strip("-") or "collection"
        return reverse("collections:collection", args=[self.pk, words])


class Placement(models.Model):
    """One entry on one shelf: its place, what its keeper says of it, and the version that was kept."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="placements")
    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="placements")
    position = models.PositiveIntegerField()
    note = models.TextField(_("note"), max_length=1000, blank=True, default="")
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "entry"],
                name="placement_once_per_collection",
                violation_error_message=_("It stands in this collection already."),
            )
        ]

    def __str__(self):
        return f"{self.collection_id}:{self.position} {self.entry_id}"


class Following(models.Model):
    """Somebody who wants to hear what is added to a shelf; shown to nobody else."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="followings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="collection_followings")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "member"], name="following_once_per_member")]

    def __str__(self):
        return f"{self.collection_id} {self.member_id}"
