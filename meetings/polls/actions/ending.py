"""How a poll ends: a time is chosen and makes exactly one meeting, or it is called off. Nobody waits without a word."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.terms import Role
from meetings.polls.actions.rows import asked_ids, host_ids, keys, locked, refuse_ended, told
from meetings.polls.activity import CALLED_OFF, CLOSED, DUE
from meetings.polls.models import Suits, TimePoll
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit import clock
from network.kit.clock import now


@transaction.atomic
def close(poll, *, by, slot, at=None):
    """Choose `slot`, make the meeting, invite everybody who was asked; returns the Meeting.

    Who comes second, in another tab or at the same moment, gets the meeting that is there: its `is_just_made` is False.
    Who said no to this time and need not be there is invited as one who may stay away. `by` None: it closes by itself,
    in the name of whoever asks. Raises Denied for a slot that is past, and for a poll that was called off.
    """
    poll = locked(poll)
    if by is not None:
        demand(by, "polls.run", poll)
    if poll.meeting_id:
        poll.meeting.is_just_made = False
        return poll.meeting
    refuse_ended(poll)
    if poll.is_draft:
        raise Denied(_("Nobody was asked yet."), "polls.run")
    slot = poll.slots.filter(pk=slot.pk).first()
    moment = at or now()
    if slot is None:
        raise Denied(_("This time is not proposed any more."), "polls.run")
    if is_past(slot, poll, moment):
        raise Denied(_("This time is past."), "polls.run")
    host = by or host_of(poll)
    if host is None:
        raise Denied(_("Nobody who asked is a member any more."), "polls.run")
    meeting = _meeting(poll, slot, host)
    poll.state, poll.slot, poll.meeting = TimePoll.State.CLOSED, slot, meeting
    poll.ended_at, poll.ended_by = moment, by
    poll.save()
    _invite(poll, slot, meeting, host)
    names = asked_ids(poll)
    record(CLOSED, by=by, subject=poll, audience=keys({*names, *host_ids(poll)}), names=names,
           detail=told(poll, meeting=meeting.pk), at=moment)  # fmt: skip
    meeting.is_just_made = True
    return meeting


def _meeting(poll, slot, host):
    """Make the meeting of a slot: one that stands alone, or a date of the poll's series."""
    from meetings.calendar.actions.planning import plan

    if poll.series_id:
        return _date(poll, slot, host)
    words = {name: getattr(poll, name) for name in ("title", "language", "about", "kind", "mode", "zone")}
    holders = {name: getattr(poll, name) for name in ("city", "group", "visibility")}
    when = {"all_day": True, "day": slot.on, "last_day": slot.on}
    if slot.starts_at:
        when = {"start": slot.starts_at, "minutes": poll.minutes}
    hosts = [one for one in poll.hosts.all() if one.is_member]
    return plan(by=host, hosts=hosts, **words, **holders, **when)


def _date(poll, slot, host):
    """Add the slot to the poll's series, by the series' own clock, with the words of the poll."""
    from meetings.calendar.actions.planning import add_date

    wall = times.local(slot.starts_at, poll.series.zone).replace(tzinfo=None, fold=0)
    found = times.instants(wall, poll.series.zone)
    words = {name: getattr(poll, name) for name in ("title", "about", "language") if getattr(poll, name)}
    try:
        return add_date(poll.series, by=host, day=wall.date(), time=wall.time(), minutes=poll.minutes,
                           is_second=len(found) == 2 and found[1] == slot.starts_at, **words)  # fmt: skip
    except ValidationError as error:
        raise Denied(" ".join(error.messages), "polls.run") from error


def _invite(poll, slot, meeting, host):
    """Invite all; mails with the calendar file go out by the rules of invitations."""
    from meetings.calendar.actions.mailing import invite

    refused = set(slot.votes.filter(answer=Suits.NO).values_list("invitee", flat=True))
    groups = {Role.ASKED: ([], []), Role.OPTIONAL: ([], [])}
    for row in poll.invitees.select_related("member"):
        members, addresses = groups[Role.OPTIONAL if row.pk in refused and not row.is_required else Role.ASKED]
        if row.member_id is None:
            addresses.append((row.name, row.address))
        elif row.member.is_member:
            members.append(row.member)
    # Those who asked have the meeting in their calendars too.
    groups[Role.ASKED][0].extend([host, *(one for one in poll.hosts.all() if one.is_member)])
    for role, (members, addresses) in groups.items():
        if members or addresses:
            invite(meeting, by=host, members=members, addresses=addresses, role=role)


@transaction.atomic
def call_off(poll, *, by, reason, at=None):
    """Call an open poll off and tell everybody who was asked why."""
    from meetings.polls.letters import to_guest

    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    if poll.is_draft:
        raise Denied(_("Nobody was asked yet."), "polls.run")
    if not reason.strip():
        raise Denied(_("Say why: everybody who was asked reads it."), "polls.run")
    moment = at or now()
    poll.state, poll.reason = TimePoll.State.CALLED_OFF, reason.strip()[:500]
    poll.ended_at, poll.ended_by = moment, by
    poll.save()
    names = [pk for pk in asked_ids(poll) if pk != by.pk]
    record(CALLED_OFF, by=by, subject=poll, audience=keys({*names, *host_ids(poll)}), names=names,
           detail=told(poll, reason=poll.reason), at=moment)  # fmt: skip
    for row in poll.invitees.filter(member=None, asked_at__isnull=False):
        row.poll = poll
        to_guest(row, "off", key="off")
    return poll


@transaction.atomic
def discard(poll, *, by):
    """Throw a draft away, of which nobody but those who ask has seen anything."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    if not poll.is_draft:
        raise Denied(_("People were asked already. Call it off, so that they know."), "polls.run")
    poll.delete()


@transaction.atomic
def over(poll, *, at=None):
    """Do what follows when the time to answer is over: take the best time if that was wished, else ask those who ask.

    Taken by itself is only a time at which enough can come and which nobody refused who must be there. Done once; a
    poll that was prolonged meanwhile is let be. Returns the Meeting, or None.
    """
    from meetings.polls.queries.ranking import ranked

    poll, moment = locked(poll), at or now()
    if not poll.is_open or poll.closes_at > moment or poll.proposed_at is not None:
        return None
    if poll.closes_itself and host_of(poll) is not None:
        best = next(iter(ranked(poll, at=moment)), None)
        if best is not None and best.is_enough:
            try:
                with transaction.atomic():
                    return close(poll, by=None, slot=best.slot, at=moment)
            except Denied:
                pass  # Whoever asks may hold no meetings for the city any more, say: they are asked below.
    TimePoll.objects.filter(pk=poll.pk).update(proposed_at=moment)
    names = host_ids(poll)
    record(DUE, by=None, subject=poll, audience=keys(names), names=names, detail=told(poll), at=moment)
    return None


def host_of(poll):
    """Return who stands for the poll: its organiser, else another of those who ask who is still a member, else None."""
    people = [poll.organiser] if poll.organiser_id else []
    return next((one for one in [*people, *poll.hosts.all()] if one.is_member), None)


def is_past(slot, poll, moment):
    """Whether a slot has begun; a date is past once it is over in the poll's zone."""
    if slot.on:
        return slot.on < clock.local(moment, poll.zone).date()
    return slot.starts_at <= moment
