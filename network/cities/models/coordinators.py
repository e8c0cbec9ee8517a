"""Whose task a city is, and from when to when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from network.cities.models.city import City
from network.kit.clock import now


class DateRange(Func):
    """PostgreSQL's daterange(start, end, '[]')."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class TermQuerySet(models.QuerySet):
    """Coordinator terms."""

    def current(self, on=None):
        """Return the terms that run on the date `on` (today) and were not ended early."""
        day = on or now().date()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None)


class CoordinatorTerm(models.Model):
    """Somebody's time as coordinator of one city."""

    city = models.ForeignKey(City, verbose_name=_("city"), on_delete=models.CASCADE, related_name="terms")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("coordinator"), on_delete=models.CASCADE, related_name="terms"
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("The last day; empty: until further notice.")
    )
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["city", "starts_on", "pk"]
        verbose_name = _("coordinator's term")
        verbose_name_plural = _("coordinators' terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="term_ends_after_start",
                violation_error_message=_("The term ends before it starts."),
            ),
            ExclusionConstraint(
                name="term_once_at_a_time",
                expressions=[
                    ("city", RangeOperators.EQUAL),
                    ("member", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
                violation_error_message=_("This person is coordinator of this city during that time already."),
            ),
        ]

    def __str__(self):
        return f"{self.city}: {self.member}"

    @property
    def is_current(self):
        """Whether the term runs today."""
        today = now().date()
        return self.ended_at is None and self.starts_on <= today and (self.ends_on is None or self.ends_on >= today)
