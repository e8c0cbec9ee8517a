"""What a meeting's page shows to one reader."""

from datetime import timedelta

from django.db.models import Q
from django.utils.timezone import get_current_timezone_name

from meetings.calendar import times
from meetings.calendar.actions.planning.agenda import length_of
from meetings.calendar.queries.planning.materials import shown
from meetings.calendar.terms import Mode, Role, Visibility
from network.access.rules import may
from network.catalogue import facets
from network.catalogue.models import Entry
from network.kit.clock import now


def page_of(meeting, member):
    """Return the context of the meeting's page for `member`."""
    moment, hosts = now(), list(meeting.hosts.select_related("home_city").order_by("pk"))
    # Rules and panels ask for these again.
    meeting.__dict__["_hosted_by"] = {member.pk: member.pk in {meeting.organiser_id, *(one.pk for one in hosts)}}
    may_run = bool(may(member, "calendar.run", meeting))
    points, materials = agenda_of(meeting, member), list(meeting.materials.all())
    wanted = {one.entry_id for one in [*points, *materials]} - {None}
    seen = Entry.objects.visible_to(member).light().in_bulk(wanted) if wanted else {}
    for one in points:
        one.about = seen.get(one.entry_id)
    materials = shown(materials, seen)
    context = {
        "meeting": meeting,
        "topics": facets.labels_of("topic", meeting.topics),
        "may_run": may_run,
        "hosts": [one.as_called_by(member) for one in hosts],
        "is_over": meeting.ends_at <= moment,
        "goes_on": meeting.starts_at <= moment < meeting.ends_at,
        "points": points,
        "materials": materials,
        "speakers": speakers_of(meeting, member),
        "free": free_minutes(meeting, points),
        "is_moved": meeting.original_start is not None and meeting.original_start != meeting.starts_at,
        "shows_hours": not meeting.all_day and meeting.mode != Mode.ON_SITE,
        "is_open": meeting.visibility in (Visibility.PUBLIC, Visibility.MEMBERS),
    }
    if may_run and not meeting.is_cancelled and meeting.ends_at > moment:
        context["steps"] = missing(meeting, points, materials)
    return context


def agenda_of(meeting, member):
    """Return the points of the agenda, each with the moment at which it begins and who presents it."""
    points = list(meeting.agenda.select_related("presenter"))
    zones = (get_current_timezone_name(), meeting.zone)
    moment = meeting.starts_at
    for one in points:
        one.begins = None if meeting.all_day else moment
        if one.begins:
            here, there = (f"{times.local(moment, zone):%H:%M}" for zone in zones)
            one.here, one.there = here, "" if here == there else there
        moment += timedelta(minutes=one.minutes)
        one.by = one.presenter.called_by(member) if one.presenter_id else one.presenter_name
    return points


def free_minutes(meeting, points):
    """Return the minutes that the agenda leaves, None where there is no agenda or it is whole days."""
    length = length_of(meeting)
    if length is None or not points:
        return None
    return length - sum(one.minutes for one in points)


def speakers_of(meeting, member):
    """Return [(name, address or "", what they are)] of those who speak: members and guests, then typed names."""
    rows = meeting.attendances.filter(Q(role=Role.SPEAKER) | Q(member=member.pk or 0), removed_at=None)
    rows = list(rows.select_related("member").order_by("pk"))
    # My own row is what rules and panels ask for next.
    for row in rows:
        row.meeting = meeting
    mine = next((row for row in rows if member.pk and row.member_id == member.pk), None)
    if member.is_authenticated:
        meeting.__dict__.setdefault("_attends", {})[member.pk] = mine
    rows = [row for row in rows if row.role == Role.SPEAKER]
    found = [(row.member.called_by(member), row.member.get_absolute_url(), "") if row.member_id
             else (row.name or row.address.partition("@")[0], "", "") for row in rows]  # fmt: skip
    for line in meeting.speakers.splitlines():
        name, _comma, role = line.strip().partition(",")
        if name:
            found.append((name.strip(), "", role.strip()))
    return found


def missing(meeting, points, materials):
    """Return the steps that a host may still take, as `components/checklist.html` reads them; [] if none is left."""
    from django.urls import NoReverseMatch, reverse
    from django.utils.translation import gettext as _

    is_on_site, is_online = meeting.mode != Mode.ONLINE, meeting.mode != Mode.ON_SITE
    asked = meeting.attendances.filter(removed_at=None).exclude(role=Role.HOST).exists()
    pages = {name: reverse(f"calendar:{name}", args=[meeting.pk]) for name in ("agenda", "edit", "materials")}
    try:
        pages["people"] = reverse("calendar:people", args=[meeting.pk])
    except NoReverseMatch:
        pages["people"] = ""
    rows = [
        (_("Invite people"), _("Invite"), pages["people"], asked, bool(pages["people"])),
        (_("Write the agenda"), _("Write"), pages["agenda"], bool(points), True),
        (_("Say how people join"), _("Write"), pages["edit"], bool(meeting.join_url), is_online),
        (_("Say where it is"), _("Write"), pages["edit"], bool(meeting.venue), is_on_site),
        (_("Put something to read on the list"), _("Look for it"), pages["materials"], bool(materials), True),
    ]
    steps = [{"label": label, "act": act, "address": address, "done": done}
             for label, act, address, done, wanted in rows if wanted]  # fmt: skip
    if all(one["done"] for one in steps):
        return []
    next(one for one in steps if not one["done"])["first"] = True
    return steps
