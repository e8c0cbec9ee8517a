"""Who was there, and by which names a reader may know them."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from meetings.calendar.models import Attendance
from meetings.calendar.terms import Answer, Presence
from network.kit.words import person_name


def who_was_there(meeting):
    """Return the attendances of those who were there: as hosts noted, else whoever used the joining link."""
    rows = meeting.attendances.filter(removed_at__isnull=True).select_related("member__home_city")
    noted = list(rows.filter(presence=Presence.PRESENT).order_by("pk"))
    joined = rows.filter(presence=Presence.UNKNOWN, joined_at__isnull=False).order_by("pk")
    return noted + list(joined)


def who_comes(meeting):
    """Return the attendances of those who said that they come."""
    rows = meeting.attendances.filter(removed_at__isnull=True, answer=Answer.YES)
    return list(rows.select_related("member__home_city").order_by("pk"))


def present_of(meeting):
    """Return who was there as it is kept with minutes: [{"member": id or None, "name": text}]."""
    return [{"member": row.member_id, "name": name_of(row)} for row in who_was_there(meeting)]


def name_of(attendance):
    """Return the name of an attendance as it is kept: the member's own, or what a guest was called."""
    if attendance.member_id:
        return str(attendance.member)
    return attendance.name or _("a guest")


def called(attendance, reader):
    """Return the name of an attendance as far as `reader` (None: everybody) may know it."""
    if attendance.member_id:
        return attendance.member.called_by(reader)
    return attendance.name if reader is not None and attendance.name else _("a guest")


def names_present(minutes, reader):
    """Return the names of those who were there as `reader` (None: a visitor) may read them.

    Before the minutes are sent it is what is noted now; then what was noted when they were.
    """
    if not minutes.is_sent:
        return [called(row, reader) for row in who_was_there(minutes.meeting)]
    ids = [one["member"] for one in minutes.present if one["member"]]
    known = get_user_model().objects.select_related("home_city").in_bulk(ids)
    found = []
    for one in minutes.present:
        if one["member"] in known:
            found.append(known[one["member"]].called_by(reader))
        elif one["member"]:
            found.append(_("former member"))
        else:
            found.append(person_name(one["name"]) if reader is not None else _("a guest"))
    return found


def invited(meeting):
    """Return the attendances of all who were invited or registered, and were not taken off."""
    rows = Attendance.objects.filter(meeting=meeting, removed_at__isnull=True)
    return rows.select_related("member__home_city").order_by("pk")


def host_ids(meeting):
    """Return the ids of the members who host a meeting."""
    return sorted({*meeting.hosts.values_list("pk", flat=True), meeting.organiser_id} - {None})
