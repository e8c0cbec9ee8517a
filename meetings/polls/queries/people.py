"""Whom one might ask: members by name and city, all of a city, a working group, the people of a series."""

from django.db.models import Q

from meetings.calendar.access.people import leads_network
from meetings.calendar.models import Group, Series
from members.accounts.models import Member
from members.accounts.visible import may_see
from members.directory.queries import listed
from network.cities.models import City

MOST = 30


def found(words, city, poll, by):
    """Return up to MOST members whose name or handle holds all `words`, of `city` (a slug), who are not asked yet."""
    people = listed(by).exclude(pk__in=poll.invitees.exclude(member=None).values("member"))
    for part in words.split()[:6]:
        word = part.removeprefix("@")
        people = people.filter(
            Q(handle__iexact=word)
            | (Q(name__icontains=word) & may_see("name", by))
            | (Q(name_latin__icontains=word) & may_see("name_latin", by))
        )
    if city:
        people = people.filter(may_see("city", by), home_city__slug=city)
    return [{"member": one, "seen": one.seen_by(by)} for one in people.order_by("name_latin", "pk")[:MOST]]


def cities(by):
    """Return the cities of the network that `by` sees, for a choice."""
    return City.objects.visible_to(by).exclude(partnership=None).order_by("name")


def groups(by):
    """Return the working groups whose people `by` may ask at once: those they belong to."""
    rows = Group.objects.filter(ended_at=None)
    return rows if leads_network(by) else rows.filter(Q(members=by) | Q(led_by=by)).distinct()


def series(by):
    """Return the series whose people `by` may ask at once: those they see."""
    return Series.objects.visible_to(by).filter(ended_at=None)


def people_of(kind, pk, by):
    """Return (members, guests as (address, name)) of a "city", a "group" or a "series" that `by` sees; None unknown."""
    if kind == "city":
        city = cities(by).filter(pk=pk).first()
        return (list(listed(by).filter(may_see("city", by), home_city=city)), []) if city else None
    if kind == "group":
        group = groups(by).filter(pk=pk).first()
        return (list(group.members.filter(status=Member.Status.MEMBER, is_active=True)), []) if group else None
    if kind == "series":
        row = series(by).filter(pk=pk).first()
        if row is None:
            return None
        standings = list(row.standings.select_related("member"))
        members = [*row.hosts.all(), *(one.member for one in standings if one.member_id)]
        return members, [(one.address, one.name) for one in standings if not one.member_id]
    return None
