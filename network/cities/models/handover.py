"""What a coordinator who leaves put into the hands of a successor."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from network.cities.models.coordinators import CoordinatorTerm
from network.kit.clock import now


class HandOver(models.Model):
    """One hand-over: whose term ended by it, who took over, who confirmed it, and what moved. Written once."""

    term = models.OneToOneField(CoordinatorTerm, on_delete=models.CASCADE, related_name="hand_over")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    # [{"kind", "things": ["kind:pk", …]}]: what moved, by name, so that it can be found again.
    moved = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self):
        return f"{self.term} → {self.successor}"
