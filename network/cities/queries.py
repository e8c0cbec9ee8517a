"""What the pages of cities show."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.dateformat import format as django_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.activity.models import Activity
from network.catalogue import cards
from network.catalogue.models import Entry
from network.cities import terms
from network.cities.models import City, CoordinatorTerm, Organisation, Partnership, PartnershipChange, Programme
from network.kit import places
from network.kit.clock import now
from network.kit.words import names, patterns

NEWEST = 5
ORDER = ("active", "joined", "paused", "alumni", "invited", "prospect")
SIGNS = {"active": "ok", "joined": "ok", "paused": "rest", "alumni": "rest", "invited": "warn", "prospect": "rest"}


def place_of(city):
    """Return a city as the kit draws it; without an address where it is not public."""
    return places.Place(
        slug=city.slug,
        names=city.all_names,
        native=city.name_native,
        native_language=city.native_language,
        shape=city.mark,
        colour=city.colour,
        time_zone=city.time_zone,
        latitude=city.latitude,
        longitude=city.longitude,
        address=f"/cities/{city.slug}/" if hasattr(city, "partnership") and city.partnership.is_seen else "",
        country=city.country,
    )


@places.provide
def all_places():
    """Give the kit every city by which something may be marked."""
    return [place_of(city) for city in City.objects.select_related("partnership").defer("facts")]


def with_counts(cities):
    """Return the cities with `member_count` and `programme_count`, by one statement."""
    members = get_user_model().objects.filter(home_city=OuterRef("pk"), status="member", is_active=True)
    programmes = Programme.objects.filter(city=OuterRef("pk"), ended_on=None)
    return cities.annotate(
        member_count=_count(members.order_by().values("home_city")),
        programme_count=_count(programmes.order_by().values("city")),
    )


def _count(grouped):
    count = Subquery(grouped.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(count, 0)


def with_life(cities):
    """Return the cities with `life_at` (their last sign of life) and `coordinator_count`, by one statement."""
    deeds = Activity.objects.filter(by__home_city=OuterRef("pk")).order_by("-at").values("at")[:1]
    held = CoordinatorTerm.objects.current().filter(
        city=OuterRef("pk"), member__is_active=True, member__status="member"
    )
    return cities.annotate(life_at=Subquery(deeds), coordinator_count=_count(held.order_by().values("city")))


def with_reason(partnerships):
    """Return the partnerships with `newest_reason`: why they stand where they stand."""
    newest = PartnershipChange.objects.filter(partnership=OuterRef("pk")).order_by("-on", "-pk")
    return partnerships.annotate(newest_reason=Subquery(newest.values("reason")[:1]))


def listed(member):
    """Return the cities that `member` may see, open ones first, from west to east, with their counts."""
    found = with_counts(City.objects.visible_to(member)).select_related("partnership").defer("facts")
    return sorted(found, key=lambda city: (city.partnership.state not in Partnership.OPEN, city.longitude, city.slug))


def towns(cities):
    """Return the rows of the list beside the map: each city's Place, and what goes on there in a line."""
    rows = []
    for city in cities:
        programmes = ngettext("%(n)s programme", "%(n)s programmes", city.programme_count) % {"n": city.programme_count}
        members = ngettext("%(n)s member", "%(n)s members", city.member_count) % {"n": city.member_count}
        line = names([programmes if city.programme_count else "", members if city.member_count else ""])
        rows.append({"place": place_of(city), "city": city, "line": line})
    return rows


def newest_in(city, member):
    """Return the newest entries of a city that the member may see, and whether there are more."""
    entries = Entry.objects.visible_to(member).light()
    entries = entries.filter(facets__contains=[f"city:{city.slug}"]).exclude(kind="city")
    found = list(entries[: NEWEST + 1])
    return cards.prepare(found[:NEWEST]), len(found) > NEWEST


def shared_by(people, member):
    """Return the newest entries by any of `people` that the member may see, and whether there are more."""
    if not people:
        return [], False
    theirs = Q()
    for person in people:
        theirs |= Q(people__contains=[{"handle": person.handle}])
    found = list(Entry.objects.visible_to(member).light().filter(theirs, kind="resource")[: NEWEST + 1])
    return cards.prepare(found[:NEWEST]), len(found) > NEWEST


def coordinators_of(city):
    """Return the present coordinators' terms, with their members."""
    return list(
        CoordinatorTerm.objects.current()
        .filter(city=city, member__is_active=True, member__status="member")
        .select_related("member__organisation", "member__home_city", "member__photo")
    )


def history_of(city, *, whole=False):
    """Return the steps of a partnership, newest first; unless `whole`, only those since it became public."""
    changes = PartnershipChange.objects.filter(partnership=city.partnership).select_related("by")
    return list(changes if whole else changes.filter(state__in=Partnership.SEEN))


def joined_on(history):
    """Return the day on which a city became a partner, None if it is not one yet."""
    return min((change.on for change in history if change.state in Partnership.OPEN), default=None)


@dataclass(frozen=True)
class Life:
    """When somebody of a city last did something here, and whether that is long ago."""

    at: datetime | None
    days: int | None

    @property
    def is_quiet(self):
        """Whether nothing was heard for long."""
        return self.days is None or self.days > terms.MARK_OF_LIFE_DAYS


def last_sign_of_life(city):
    """Return the Life of a city, computed from what its people did; never typed by anybody."""
    if hasattr(city, "life_at"):
        at = city.life_at
    else:
        at = Activity.objects.filter(by__home_city=city).order_by("-at").values_list("at", flat=True).first()
    return Life(at, (now() - at).days if at else None)


def programmes_of(city):
    """Return a city's programmes: those that run first, each with who runs it."""
    found = Programme.objects.filter(city=city).select_related("organisation")
    return sorted(found, key=lambda programme: (programme.ended_on is not None, programme.started_on is None))


def organisations_of(city):
    """Return the organisations of a city."""
    return list(Organisation.objects.filter(city=city))


def person(term, city, viewer):
    """Return a coordinator as a person line for `viewer`: name, role, organisation, how long the term runs."""
    seen = term.member.seen_by(viewer)
    until = _("until %(day)s") % {"day": django_date(term.ends_on, patterns()[2])} if term.ends_on else ""
    return {
        "name": seen["short"],
        "name_latin": seen["name_latin"],
        "city": "",
        "role": _("city coordinator"),
        "note": names([seen["organisation"], until]),
        "address": seen["address"],
    }


def hours(city, member):
    """Return the Places whose hours are laid beside each other: this city's, and the reader's own."""
    home = getattr(member, "home_city", None)
    others = [place_of(home)] if home and home.pk != city.pk else []
    return [place_of(city), *others]
