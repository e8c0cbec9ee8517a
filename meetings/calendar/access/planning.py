"""Who may hold a meeting for a city or a working group, and who looks after a group."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import ONLY_HOSTS, coordinates, leads_network, runs, standing
from meetings.calendar.models import Group
from network.access.rules import no, rule, yes
from network.cities import access as cities


@rule("calendar.host", _("Hold meetings for a city or a working group"))
def host(member, holder):
    """Members of the city, members of the group; who coordinates it; the network's coordinators."""
    basic = standing(member)
    if not basic:
        return basic
    if isinstance(holder, Group):
        if holder.ended_at:
            return no(_("This working group has ended."))
        if belongs(member, holder) or leads_network(member):
            return yes()
        return no(_("Join the working group first: its members hold its meetings."))
    if member.home_city_id == holder.pk or cities.coordinates(member, holder) or leads_network(member):
        return yes()
    return no(_("Members of a city hold its meetings."))


@rule("calendar.begin_group", _("Begin a working group"), needs_object=False)
def begin_group(member):
    """Every member may."""
    return standing(member)


@rule("calendar.lead_group", _("Add people to a working group, change its words, end it"))
def lead_group(member, group):
    """Whoever leads it, and the network's coordinators."""
    basic = standing(member)
    if not basic:
        return basic
    if group.led_by_id == member.pk or leads_network(member):
        return yes()
    return no(_("Only whoever leads the group may do this."))


def belongs(member, group):
    """Whether `member` leads or belongs to a working group; asked once per member and group."""
    known = group.__dict__.setdefault("_members", {})
    if member.pk not in known:
        known[member.pk] = group.led_by_id == member.pk or group.members.filter(pk=member.pk).exists()
    return known[member.pk]


@rule("calendar.hand_over", _("Let somebody else hold a meeting"))
def hand_over(member, thing):
    """Its hosts, who coordinates its city, and the network's coordinators; also of what only the invited see.

    A hand-over asks for it when somebody leaves: nothing of the meeting is shown by it but its title.
    """
    basic = standing(member)
    if not basic:
        return basic
    if runs(member, thing) or coordinates(member, thing.city_id) or leads_network(member):
        return yes()
    if coordinates(member, getattr(thing.organiser, "home_city_id", None)):
        return yes()
    return no(ONLY_HOSTS)
