"""Events of calendar files as one person is sent them: they alone are attendee, whatever they said is in it."""

from datetime import timedelta

from django.utils.translation import gettext as _

from meetings.calendar import ics
from meetings.calendar.queries.mailing.links import join_of, page_of, reply_address, sender_name, uid_of
from meetings.calendar.terms import PARTSTAT, Answer, Role
from network.kit.clock import now

ROLES = {Role.HOST: "CHAIR", Role.OPTIONAL: "OPT-PARTICIPANT"}
ALARM = 15


def invitation(meeting, row, *, method="REQUEST"):
    """Return the calendar file of one meeting for the person of `row` (an Attendance), as octets.

    In UTC: every program reads that right. With CANCEL it takes the meeting out of their calendar.
    """
    return ics.calendar([event_of(meeting, row, cancelled=method == "CANCEL")], method=method)


def event_of(meeting, row, *, cancelled=False, page=None, **changes):
    """Return the Event of a meeting for one person; `changes` are fields of `ics.Event` that a series sets.

    `page`: where to read about it; given for a whole series, which is not joined by one address.
    """
    start, end = span_of(meeting)
    join = "" if page else join_of(meeting, row)
    page = page or page_of(meeting, row)
    fields = {
        "uid": uid_of(meeting), "start": start, "end": end, "all_day": meeting.all_day, "summary": meeting.title,
        "sequence": row.asked_sequence, "stamp": now(), "description": description(meeting, page, join),
        "location": place_of(meeting, join), "url": page, "conference": join, "transparent": meeting.all_day,
        "organizer": organizer_of(meeting, row.member), "attendees": (attendee_of(row),),
        "status": "CANCELLED" if cancelled else "CONFIRMED", "alarm": None if cancelled or meeting.all_day else ALARM,
    }  # fmt: skip
    return ics.Event(**fields | changes)


def span_of(meeting):
    """Return (start, end) of a meeting: moments in UTC, or dates with the day after the last where it is all day."""
    if meeting.all_day:
        return meeting.day, meeting.last_day + timedelta(days=1)
    return meeting.starts_at, meeting.ends_at


def organizer_of(thing, reader):
    """Return the organizer of a meeting or series: an address of ours, so that answers come here."""
    return ics.Person(reply_address(thing), sender_name(thing, reader))


def attendee_of(row):
    """Return the one attendee that an invitation has: the person of `row`, with what they said to it as it is now."""
    said = Answer.NONE if row.is_stale else row.answer
    address, name = address_of(row), name_of(row)
    partstat = PARTSTAT[Answer(said)]
    return ics.Person(address, name, partstat=partstat, role=ROLES.get(row.role, "REQ-PARTICIPANT"), rsvp=True)


def address_of(row):
    """Return the address at which a person is invited."""
    return row.member.email if row.member_id else row.address


def name_of(row):
    """Return how a person is called in their own invitation."""
    return row.member.get_short_name() if row.member_id else row.name


def place_of(meeting, join):
    """Return what stands as place in a calendar: the venue where there is one, else the portal's joining address."""
    venue = ", ".join(part for part in (meeting.venue, meeting.venue_address) if part)
    return venue or join


def description(meeting, page, join):
    """Return the words of a calendar entry, in the active language."""
    parts = []
    if join:
        parts.append(_("Join, from 30 minutes before: %(address)s") % {"address": join})
    parts.append(_("Agenda, material and your answer: %(address)s") % {"address": page})
    if meeting.about:
        parts.append(meeting.about[:2000])
    return "\n\n".join(parts)
