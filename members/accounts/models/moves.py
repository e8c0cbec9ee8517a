"""A member who would like to belong to another city."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.accounts.models.member import Member
from network.cities.models import City, CoordinatorTerm


class MoveQuerySet(models.QuerySet):
    """Moves, narrowed to whom they concern."""

    def waiting(self):
        """Return the moves that somebody should answer."""
        return self.filter(state=Move.State.WAITING)

    def answered_by(self, member):
        """Return the moves that wait for an answer of `member`: into her cities, or escalated to the network."""
        mine = Q(to_city__in=CoordinatorTerm.objects.current().filter(member=member).values("city"))
        if member.is_superuser or member.is_network_coordinator:
            mine |= Q(escalated_at__isnull=False)
        return self.waiting().filter(mine).exclude(member=member)

    def visible_to(self, member):
        """Return one's own moves; coordinators see those into their cities, the network's all."""
        if member is None or not member.is_authenticated or not member.is_active:
            return self.none()
        own = Q(member=member)
        if member.is_member and (member.is_superuser or member.is_network_coordinator):
            return self
        if member.is_member:
            own |= Q(to_city__in=CoordinatorTerm.objects.current().filter(member=member).values("city"))
        return self.filter(own)


class Move(models.Model):
    """Somebody's wish to change the home city, and what the new one said."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the city")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="moves")
    from_city = models.ForeignKey(City, null=True, on_delete=models.SET_NULL, related_name="+")
    to_city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="moves")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.TextField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(state="waiting"), name="move_one_open"),
            models.CheckConstraint(condition=~Q(state="declined") | ~Q(reason=""), name="move_declined_with_reason"),
        ]

    def __str__(self):
        return f"{self.member} -> {self.to_city}"

    @property
    def answer_due_at(self):
        """The moment by which the city should have answered."""
        from members.accounts.terms import DAYS_TO_ANSWER

        return self.asked_at + timedelta(days=DAYS_TO_ANSWER)

    def get_absolute_url(self):
        """Return the page on which a coordinator reads and answers it."""
        return reverse("accounts:move", args=[self.pk])
