"""What planning holds about a person: meetings and series held, points presented, groups; what becomes of it."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.planning.groups import pass_group
from meetings.calendar.actions.planning.handover import hand_over, heir_of
from meetings.calendar.models import AgendaPoint, Attendance, Group, Material, Meeting, Series
from members.accounts.queries import network_coordinators
from network.kit.personal import FORMER, erases, exports, plain

COLUMNS = [
    *("calendar.Meeting.organiser", "calendar.Meeting_hosts.member", "calendar.Series.organiser"),
    *("calendar.Series_hosts.member", "calendar.Group.led_by", "calendar.Group_members.member"),
    *("calendar.AgendaPoint.presenter", "calendar.Material.added_by", "calendar.Attendance.asked_by"),
]


@exports("calendar_planning", _("Meetings I hold, and working groups"), holds=COLUMNS)
def mine(member):
    """Meetings and series that the member organises and holds, points presented, material added, working groups."""
    held = Meeting.objects.filter(Q(organiser=member) | Q(hosts=member)).distinct().order_by("pk")
    series = Series.objects.filter(Q(organiser=member) | Q(hosts=member)).distinct().order_by("pk")
    names = ("title", "about", "kind", "state", "reason", "zone", "starts_at", "ends_at", "visibility", "venue")
    return {
        "meetings": [
            plain(one, *names) | {"address": one.get_absolute_url(), "organised": one.organiser_id == member.pk}
            for one in held
        ],
        "series": [
            plain(one, "title", "about", "zone", "rrule", "first_day", "created_at")
            | {"address": one.get_absolute_url(), "organised": one.organiser_id == member.pk}
            for one in series
        ],
        "presented": [
            plain(one, "title", "minutes", "note") | {"meeting": one.meeting.title}
            for one in AgendaPoint.objects.filter(presenter=member).select_related("meeting").order_by("pk")
        ],
        "material_added": [
            plain(one, "note", "added_at") | {"meeting": one.meeting.title, "about": one.entry.address}
            for one in Material.objects.filter(added_by=member).select_related("meeting", "entry").order_by("pk")
        ],
        "groups": [
            plain(one, "name", "about", "created_at") | {"leads": one.led_by_id == member.pk}
            for one in Group.objects.filter(Q(members=member) | Q(led_by=member)).distinct().order_by("pk")
        ],
        "invited": Attendance.objects.filter(asked_by=member).exclude(member=member).count(),
    }


@erases("calendar.planning", order=40, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Let others hold what the member held: another host, else who coordinates. Nothing of a meeting is lost."""
    for model in (Series, Meeting):
        mine = model.objects.filter(hosts=member).values("pk")
        for thing in model.objects.filter(Q(organiser=member) | Q(pk__in=mine)).order_by("pk"):
            _pass_on(thing, member)
    for group in Group.objects.filter(led_by=member).order_by("pk"):
        heir = group.members.exclude(pk=member.pk).filter(status="member", is_active=True).order_by("pk").first()
        heir = heir or network_coordinators().exclude(pk=member.pk).first()
        if heir is not None:
            pass_group(group, to=heir, by=None)
        else:
            Group.objects.filter(pk=group.pk).update(led_by=None)
    member.working_groups.clear()
    for point in AgendaPoint.objects.filter(presenter=member):
        point.presenter_name = (member.name if keep_authorship else "") or FORMER
        point.presenter = None
        point.save(update_fields=["presenter", "presenter_name"])
    Material.objects.filter(added_by=member).update(added_by=None)
    Attendance.objects.filter(asked_by=member).update(asked_by=None)


def _pass_on(thing, member):
    """Let somebody else hold it, nobody where nobody may learn of it."""
    heir = heir_of(thing, member)
    if heir is not None:
        hand_over(thing, to=heir, by=None, instead_of=member)
    thing.hosts.remove(member)
    type(thing).objects.filter(pk=thing.pk, organiser=member).update(organiser=None)
    key = f"member:{member.pk}"
    row = type(thing).objects.only("audience").get(pk=thing.pk)
    if key in row.audience:
        type(thing).objects.filter(pk=thing.pk).update(audience=[one for one in row.audience if one != key])
