"""What waits for those who look after cities: agreements that end soon, cities that hang on one person or on none."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.cities import terms
from network.cities.forms import own_cities
from network.cities.models import Agreement, City, CoordinatorTerm, Partnership
from network.desk.waiting import Row, waits
from network.kit.clock import now


def _ending(member):
    today = now().date()
    soon = Agreement.objects.filter(ends_on__range=(today, today + timedelta(days=max(terms.REMIND_DAYS))))
    later = Agreement.objects.filter(
        partnership=OuterRef("partnership"),
        ends_on__gt=OuterRef("ends_on"),
        starts_on__lte=OuterRef("ends_on") + timedelta(days=1),
    )
    mine = soon.filter(partnership__city__in=own_cities(member), partnership__state__in=Partnership.OPEN)
    return mine.exclude(Exists(later))


@waits(_ending)
def agreements(member, things):
    """One row for each agreement that ends within three months and is not followed by another."""
    for agreement in things.select_related("partnership__city").order_by("ends_on", "pk"):
        left = agreement.days_left()
        yield Row(
            sentence=ngettext(
                "%(city)s: the agreement ends in %(n)s day", "%(city)s: the agreement ends in %(n)s days", left
            )
            % {"city": agreement.partnership.city, "n": left},
            line=agreement.signed_by,
            address=f"/manage/agreements/inspect/{agreement.pk}/",
            act=_("See the agreement"),
            urgency="soon" if left <= min(terms.REMIND_DAYS) else "calm",
            section="due",
        )


def _thin(member):
    few = Count("terms", filter=Q(terms__in=CoordinatorTerm.objects.current()))
    cities = City.objects.filter(partnership__state__in=Partnership.OPEN)
    thin = cities.annotate(few=few).filter(few__lt=terms.COORDINATORS_WANTED)
    return thin if member.is_superuser else thin.none()


@waits(_thin)
def cities_without_two(member, things):
    """One row for each open city that has fewer coordinators than it should."""
    for city in things.order_by("few", "slug"):
        told = _("%(city)s hangs on one coordinator") if city.few else _("%(city)s has no coordinator")
        yield Row(
            sentence=told % {"city": city},
            line=_("A city should have two, so that it does not hang on one person."),
            address="/manage/coordinators/new/",
            act=_("Appoint a coordinator"),
            urgency="calm" if city.few else "soon",
            section="others",
        )
