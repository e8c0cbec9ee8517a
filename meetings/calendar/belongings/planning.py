"""What a leaver hands over of planning: meetings to come, series that go on, working groups that they lead."""

from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.planning.groups import pass_group
from meetings.calendar.actions.planning.handover import hand_over
from meetings.calendar.models import Group, Meeting, Series
from members.accounts.models import Member
from network.kit.belongings import belongs
from network.kit.clock import now


def _held(model, member, city):
    """Return what a member holds for a city; what no city holds goes along with the home city's."""
    here = Q(city=city) if city else Q(pk__in=[])
    if (city.pk if city else None) == member.home_city_id:
        here |= Q(city=None)
    mine = model.objects.filter(hosts=member).values("pk")
    return model.objects.filter(here, Q(organiser=member) | Q(pk__in=mine)).annotate(leaver=Value(member.pk))


@belongs("calendar.meetings", _("Meetings to come"))
def meetings(member, city):
    """Meetings that stand alone and have not ended; dates go along with their series."""
    rows = _held(Meeting, member, city).filter(ends_at__gt=now(), state=Meeting.State.PLANNED)
    going_on = _held(Series, member, city).filter(ended_at=None).values("pk")
    return rows.exclude(series__in=going_on).order_by("starts_at", "pk")


@meetings.moves
def move_meetings(things, *, to, by):
    """Let the successor hold them."""
    _move(things, to, by)


@belongs("calendar.series", _("Series of meetings"))
def series(member, city):
    """Series that go on."""
    return _held(Series, member, city).filter(ended_at=None).order_by("title", "pk")


@series.moves
def move_series(things, *, to, by):
    """Let the successor hold them, with their dates to come."""
    _move(things, to, by)


def _move(things, to, by):
    for thing in things:
        hand_over(thing, to=to, by=by, instead_of=Member.objects.get(pk=thing.leaver))


@belongs("calendar.groups", _("Working groups that you lead"))
def groups(member, city):
    """A group is of no city: it goes along with the home city's things."""
    if (city.pk if city else None) != member.home_city_id:
        return Group.objects.none()
    return Group.objects.filter(led_by=member, ended_at=None).order_by("name", "pk")


@groups.moves
def move_groups(things, *, to, by):
    """Let the successor lead them."""
    for group in things:
        pass_group(group, to=to, by=by)
