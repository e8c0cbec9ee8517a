"""A city is put into somebody's hands, and taken back."""

from django.contrib.auth import get_user_model
from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import write
from network.cities import activity, terms
from network.cities.actions.editors import collection_of, group_of, network_group, sync_group
from network.cities.actions.founding import audience_of
from network.cities.actions.pages import page_of
from network.cities.models import City, CoordinatorTerm
from network.home.actions import lay_out
from network.kit.clock import now


@transaction.atomic
def appoint(city, member, *, by, starts_on=None, ends_on=None):
    """Make a member coordinator of a city, from `starts_on` (today) to `ends_on` (open). Returns the term."""
    city = City.objects.select_for_update().get(pk=city.pk)
    demand(by, "cities.appoint", city)
    return put_in_charge(city, member, by=by, starts_on=starts_on, ends_on=ends_on)


def put_in_charge(city, member, *, by, starts_on=None, ends_on=None, tell=True):
    """Write the term of a new coordinator, once a rule has been asked and the city's row is locked.

    `tell`: whether the person hears of it by this act (a hand-over has a mail of its own).
    """
    if not member.is_member:
        raise terms.NotPossible({"member": terms.NotPossible(terms.NOT_A_MEMBER, code="member")})
    term = CoordinatorTerm(
        city=city, member=member, starts_on=starts_on or now().date(), ends_on=ends_on, appointed_by=by
    )
    term.full_clean()
    term.save()
    sync_editors(city)
    _forget_keys(member)
    write(city, force=True)
    record(
        activity.APPOINTED,
        by=by,
        subject=city,
        city=city.slug,
        audience=audience_of(city.partnership),
        names=[member.pk] if tell else [],
        detail={"member": member.get_short_name()},
    )
    return term


@transaction.atomic
def prolong(term, *, by, ends_on):
    """Set the last day of a term that runs or is to come (None: until further notice). Returns the term."""
    term = CoordinatorTerm.objects.select_for_update(of=("self",)).select_related("city", "member").get(pk=term.pk)
    demand(by, "cities.appoint", term.city)
    if term.ended_at is not None:
        raise terms.NotPossible(terms.TERM_OVER, code="over")
    term.ends_on = ends_on
    term.full_clean()
    term.save(update_fields=["ends_on"])
    sync_editors(term.city)
    _forget_keys(term.member)
    write(term.city, force=True)
    record(
        activity.TERM_SET,
        by=by,
        subject=term.city,
        city=term.city.slug,
        audience=["network", f"coordinators:{term.city.slug}"],
        names=[term.member_id],
        detail={"member": term.member.get_short_name(), "until": ends_on.isoformat() if ends_on else ""},
    )
    return term


@transaction.atomic
def end_term(term, *, by, reason=""):
    """End a coordinator's term now; what went with it ends with the same commit. Returns the term."""
    term = CoordinatorTerm.objects.select_for_update().select_related("city", "member").get(pk=term.pk)
    demand(by, "cities.end_term", term)
    return relieve(term, by=by, reason=reason)


def relieve(term, *, by, reason="", tell=True):
    """End a term, once a rule has been asked and its row is locked. `tell` as in `put_in_charge`."""
    if term.ended_at is not None or (term.ends_on is not None and term.ends_on < now().date()):
        raise terms.NotPossible(terms.TERM_OVER, code="over")
    term.ended_at, term.ended_by = now(), by
    term.save(update_fields=["ended_at", "ended_by"])
    sync_editors(term.city)
    _forget_keys(term.member)
    write(term.city, force=True)
    record(
        activity.TERM_ENDED,
        by=by,
        subject=term.city,
        city=term.city.slug,
        audience=audience_of(term.city.partnership),
        names=[term.member_id] if tell else [],
        detail={"member": term.member.get_short_name(), "reason": reason},
    )
    return term


def sync_editors(*cities):
    """Let the CMS know who may edit which city's page today: of the given cities, or of all."""
    for city in cities or City.objects.all():
        page_of(city)
        sync_group(city, group_of(city, city.pages.all(), collection_of(city)))


def sync_network_editors():
    """Let the CMS know who are network coordinators today."""
    home = lay_out()
    people = get_user_model().objects.filter(is_network_coordinator=True, is_active=True, status="member")
    from wagtail.models import Collection

    network_group(home, Collection.get_first_root_node()).user_set.set(people)


def _forget_keys(member):
    """Let the next question ask anew which audiences and cities this member object belongs to."""
    for kept in ("_audience_keys", "_standing"):
        member.__dict__.pop(kept, None)
