"""Reads: where a member stands, who answers for a city, what the pages of joining show."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from members.accounts.models import Member
from members.accounts.terms import CONFIRM_DAYS
from network.activity.models import Activity
from network.cities.models import City, CoordinatorTerm
from network.kit.clock import now


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: the slug of the home city, and {city id: slug} of the cities they coordinate now."""

    home: str
    coordinates: dict

    @property
    def is_coordinator(self):
        """Whether any city is coordinated."""
        return bool(self.coordinates)


def standing(member):
    """Return the Standing of `member` by one query, kept on the object for the rest of the request."""
    known = member.__dict__.get("_standing")
    if known is None:
        term = CoordinatorTerm.objects.current().filter(member=member, city=OuterRef("pk"))
        cities = list(
            City.objects.annotate(coordinated=Exists(term))
            .filter(Q(coordinated=True) | Q(pk=member.home_city_id))
            .select_related("partnership")
            .order_by("name")
        )
        home = next((city for city in cities if city.pk == member.home_city_id), None)
        if home:
            member.home_city = home  # nearly every page asks for it later
        known = member.__dict__["_standing"] = Standing(
            home=home.slug if home else "",
            coordinates={city.pk: city.slug for city in cities if city.coordinated},
        )
    return known


def curates(member):
    """Say whether `member` coordinates a city or the network, or administers it."""
    if not member.is_member:
        return False
    return member.is_superuser or member.is_network_coordinator or standing(member).is_coordinator


def coordinators_of(city):
    """Return the members who coordinate `city` now, as a queryset."""
    terms = CoordinatorTerm.objects.current().filter(city=city).values("member")
    return Member.objects.filter(pk__in=terms, is_active=True, status=Member.Status.MEMBER)


def network_coordinators():
    """Return the network's coordinators; the administrators where there is none."""
    active = Member.objects.filter(is_active=True, status=Member.Status.MEMBER)
    found = active.filter(is_network_coordinator=True)
    return found if found.exists() else active.filter(is_superuser=True)


def history_of(application):
    """Return what happened to an application, oldest first."""
    kinds = ("accounts.applied", "accounts.revised", "accounts.escalated", "accounts.approved", "accounts.declined")
    return (
        Activity.objects.filter(subject="accounts.application", subject_id=str(application.pk), kind__in=kinds)
        .select_related("by")
        .order_by("at", "pk")
    )


def latest_application(member):
    """Return the newest application of `member` with its city, or None."""
    return member.applications.select_related("city", "decided_by").order_by("-pk").first()


def confirm_is_due(member):
    """Say whether nobody has confirmed the profile of `member` for a year."""
    last = member.confirmed_at or member.joined_at or member.created_at
    return last < now() - timedelta(days=CONFIRM_DAYS)
