"""Who somebody is to a meeting or a series: asked by every rule of these rooms."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, yes
from network.cities.models import CoordinatorTerm

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")
ONLY_HOSTS = _("Only the hosts of this meeting may do this.")


def standing(member):
    """Say whether `member` is a member at all."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def leads_network(member):
    """Whether `member` coordinates or administers the network."""
    return bool(member.is_authenticated and member.is_member and (member.is_superuser or member.is_network_coordinator))


def coordinates(member, city_id):
    """Whether `member` coordinates this city today."""
    return bool(city_id) and CoordinatorTerm.objects.current().filter(member=member, city=city_id).exists()


def hosts(member, thing):
    """Whether `member` is host of a meeting or series; asked once per member and thing."""
    if not member.is_authenticated or not member.is_member:
        return False
    known = thing.__dict__.setdefault("_hosted_by", {})
    if member.pk not in known:
        known[member.pk] = thing.organiser_id == member.pk or thing.hosts.filter(pk=member.pk).exists()
    return known[member.pk]


def runs(member, thing):
    """Whether `member` may run a meeting or series: its hosts; of what a city or the network holds, who coordinates it.

    What only the invited see is run by its hosts alone. Asked once per member and thing.
    """
    if hosts(member, thing):
        return True
    if not member.is_authenticated or not member.is_member or thing.visibility == "invited":
        return False
    known = thing.__dict__.setdefault("_run_by", {})
    if member.pk not in known:
        known[member.pk] = leads_network(member) or coordinates(member, thing.city_id)
    return known[member.pk]


def attendance_of(member, meeting):
    """Return the Attendance of `member` at `meeting` (not one that was taken off), or None; asked once."""
    if not member.is_authenticated:
        return None
    known = meeting.__dict__.setdefault("_attends", {})
    if member.pk not in known:
        row = meeting.attendances.filter(member=member, removed_at__isnull=True).first()
        if row is not None:
            row.meeting = meeting
        known[member.pk] = row
    return known[member.pk]
