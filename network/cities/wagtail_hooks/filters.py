"""Filters of the desk that ask more than a column: quiet cities, cities without two coordinators, terms that run."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.cities import terms
from network.cities.models import City, CoordinatorTerm, Partnership
from network.cities.wagtail_hooks.rows import OwnFilters
from network.kit.clock import now

YES = [("yes", _("yes"))]


class CityFilters(OwnFilters):
    """Cities by country, standing, number of coordinators, and how long nothing was heard of them."""

    state = django_filters.MultipleChoiceFilter(
        field_name="partnership__state", label=_("Partnership"), choices=Partnership.State,
        widget=django_filters.widgets.forms.CheckboxSelectMultiple,
    )  # fmt: skip
    country = django_filters.CharFilter(lookup_expr="iexact", label=_("Country"))
    thin = django_filters.ChoiceFilter(
        method="without_two", label=_("Fewer than two coordinators"), choices=YES, empty_label=_("all")
    )
    quiet = django_filters.ChoiceFilter(method="long_ago", label=_("Nothing heard for 90 days"), choices=YES,
                                        empty_label=_("all"))  # fmt: skip

    def without_two(self, queryset, name, value):
        """Keep the open cities that hang on one person or on none."""
        return queryset.filter(coordinator_count__lt=terms.COORDINATORS_WANTED, partnership__state__in=Partnership.OPEN)

    def long_ago(self, queryset, name, value):
        """Keep the cities of which nothing was heard."""
        before = now() - timedelta(days=terms.MARK_OF_LIFE_DAYS)
        return queryset.filter(Q(life_at=None) | Q(life_at__lt=before))

    class Meta:
        model = City
        fields = ["state", "country", "thin", "quiet"]


class TermFilters(OwnFilters):
    """Terms by city and by whether they run."""

    runs = django_filters.ChoiceFilter(
        method="current", label=_("Now"), choices=[("yes", _("runs")), ("no", _("is over or to come"))],
        empty_label=_("all"),
    )  # fmt: skip

    def current(self, queryset, name, value):
        """Keep the terms that run, or all others."""
        running = CoordinatorTerm.objects.current().values("pk")
        return queryset.filter(pk__in=running) if value == "yes" else queryset.exclude(pk__in=running)

    class Meta:
        model = CoordinatorTerm
        fields = ["city", "runs"]
