"""Applying what a calendar answered: whom it means, whether it may, what it changes. Nothing else of ours changes."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from meetings.calendar.actions.mailing.answering import answer, date_of
from meetings.calendar.actions.mailing.people import addresses_of, member_at
from meetings.calendar.actions.mailing.receiving.verdicts import Verdict
from meetings.calendar.actions.mailing.refusals import NotNow, Older, Stale
from meetings.calendar.actions.mailing.telling import tell_hosts, write_to
from meetings.calendar.activity.mailing import INVITED, PROPOSED, UPDATED
from meetings.calendar.models import Attendance, Meeting, Proposal, Series, Standing
from meetings.calendar.terms import Answer
from network.kit.clock import now, zone
from network.kit.ratelimit import allow

ANSWERS = {"ACCEPTED": Answer.YES, "TENTATIVE": Answer.MAYBE, "DECLINED": Answer.NO, "DELEGATED": Answer.DELEGATED}
UID = re.compile(r"([0-9a-f]{32})(?:-([0-9]{8}t[0-9]{6}z))?(?:@.*)?$")
MOST_GUESTS = 20
LONGEST = timedelta(days=14)


def apply(reply, *, is_confirmed=False):
    """Do what a Reply says, as far as it may; returns the Verdict. Call it in a transaction.

    `is_confirmed`: whoever it is for said that it is theirs, so the sender does not matter.
    """
    if reply.is_automatic:
        return Verdict("automatic")
    thing, original = thing_at(reply.uid)
    if thing is None:
        return Verdict("unknown")
    if original is not None:
        reply = replace(reply, recurrence=original, answers=tuple(replace(one, recurrence=original)
                                                                  for one in reply.answers))  # fmt: skip
    row = row_for(thing, reply)
    if row is None:
        return _uninvited(thing, reply)
    if not is_confirmed and not is_trusted(row, reply.sender):
        return Verdict("confirm", thing=thing, row=row)
    act = {"REPLY": _reply, "COUNTER": _counter, "REFRESH": _refresh}[reply.method]
    return act(thing, row, reply)


def thing_at(uid):
    """Return (meeting or series, original start) that a UID names; (None, None) for one that is not ours.

    Dates that no rule tells have a UID of their own: that of the series and their original start.
    """
    found = UID.match(uid.strip().lower())
    if not found:
        return None, None
    word, stamp = found[1], found[2]
    meeting = None if stamp else Meeting.objects.filter(uid=word).select_related("series", "organiser").first()
    thing = meeting or Series.objects.filter(uid=word).select_related("organiser").first()
    if thing is None or not stamp:
        return thing, None
    try:
        return thing, datetime.strptime(stamp, "%Y%m%dt%H%M%Sz").replace(tzinfo=UTC)
    except ValueError:
        return None, None


def row_for(thing, reply):
    """Return the Standing or Attendance of whoever the answer names, those taken off too, or None."""
    person = {"member": member_at(reply.attendee), "address": ""}
    if person["member"] is None:
        person = {"member": None, "address": reply.attendee}
    if isinstance(thing, Meeting):
        return thing.attendances.filter(**person).select_related("member", "meeting").first()
    row = thing.standings.filter(**person).select_related("member", "series").first()
    if row is None and reply.recurrence is not None:
        rows = Attendance.objects.filter(meeting__series=thing, **person).select_related("member", "meeting")
        row = rows.filter(meeting__original_start=moment(reply.recurrence, thing)).first()
    return row


def is_trusted(row, sender):
    """Whether `sender` may answer for the person of `row`. A bare file has no sender: only `look` reads those."""
    if not sender:
        return True
    return sender.lower() in (addresses_of(row.member) if row.member_id else {row.address.lower()})


def moment(value, thing):
    """Return RECURRENCE-ID as the moment in UTC at which the date stood; without a zone it is that of the series."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=zone(thing.zone))
        return aware.astimezone(UTC)
    found = Meeting.objects.filter(series=thing, day=value).values_list("original_start", flat=True).first()
    return found or datetime(value.year, value.month, value.day, tzinfo=UTC)


def _reply(thing, row, reply):
    changes, worst = [], None
    for one in reply.answers or (reply,):
        value = ANSWERS.get(one.partstat)
        if value is None:
            worst = worst or Verdict("no_answer")
            continue
        target, recurrence = row, None
        if isinstance(row, Standing) and one.recurrence is not None:
            recurrence = moment(one.recurrence, thing)
            target = date_of(row, recurrence)
            if target is None:
                worst = worst or Verdict("no_date")
                continue
        before, name = target.answer, _named(target)
        try:
            answer(row, value, how="mail", sequence=one.sequence, stamp=one.stamp, note=one.comment,
                   recurrence=recurrence)  # fmt: skip
        except Stale:
            worst = worst or Verdict("stale")
            _say_how_it_is(target)
        except Older:
            worst = worst or Verdict("older")
        except NotNow as error:
            worst = worst or Verdict("over", reason=str(error.reason))
        else:
            changes.append((name, str(before), str(value)))
    if not changes:
        worst.thing, worst.row = thing, row
        return worst
    code = "taken"
    if reply.delegated_to and reply.partstat == "DELEGATED":
        _ask_for_guest(thing, reply.delegated_to, row=row)
        code = "handed_on"
    return Verdict(code, thing=thing, row=row, changes=changes)


def _named(row):
    return str(row.series) if isinstance(row, Standing) else f"{row.meeting} {row.meeting.starts_at.isoformat()}"


def _say_how_it_is(row):
    """Whoever answers a time that is over gets the newest invitation, at most twice a day."""
    if allow(f"calendar-stale:{row.__class__.__name__}:{row.pk}", "2/d"):
        write_to(UPDATED, row, sequence=_sequence(row))


def _sequence(row):
    return row.series.sequence if isinstance(row, Standing) else row.meeting.sequence


def _uninvited(thing, reply):
    """Somebody to whom the invitation was passed on: the hosts decide."""
    if reply.sender and reply.sender != reply.attendee:
        return Verdict("not_invited", thing=thing)
    if ANSWERS.get(reply.partstat) not in (Answer.YES, Answer.MAYBE) or reply.method != "REPLY":
        return Verdict("declined_uninvited", thing=thing)
    return _ask_for_guest(thing, reply.attendee) or Verdict("asked", thing=thing)


def _ask_for_guest(thing, address, row=None):
    """Let the hosts decide about somebody else; returns a Verdict where that cannot be."""
    meeting = thing
    if isinstance(thing, Series):
        meeting = thing.meetings.filter(ends_at__gt=now(), state="planned").order_by("starts_at").first()
    if meeting is None or meeting.ends_at <= now() or meeting.is_cancelled:
        return Verdict("over", thing=thing)
    try:
        validate_email(address)
    except ValidationError:
        return Verdict("not_invited", thing=thing)
    asked = meeting.proposals.filter(kind=Proposal.Kind.GUEST)
    if asked.filter(address=address).exists():
        return None
    if asked.filter(state=Proposal.State.OPEN).count() >= MOST_GUESTS:
        return Verdict("too_many", thing=thing)
    attendance = row if isinstance(row, Attendance) else None
    made = Proposal.objects.create(kind=Proposal.Kind.GUEST, meeting=meeting, address=address, attendance=attendance)
    tell_hosts(PROPOSED, meeting, proposal=made.pk, what=str(made.kind))
    return None


def _counter(thing, row, reply):
    """Another time: the hosts see it; the meeting does not move by it."""
    if isinstance(row, Standing):
        row = date_of(row, moment(reply.recurrence, thing)) if reply.recurrence is not None else None
        if row is None:
            return Verdict("no_date", thing=thing)
    meeting = row.meeting
    if meeting.is_cancelled or meeting.ends_at <= now() or row.removed_at is not None:
        return Verdict("over", thing=thing, row=row)
    start = reply.start if isinstance(reply.start, datetime) and reply.start.tzinfo else None
    end = reply.end if isinstance(reply.end, datetime) and reply.end.tzinfo else None
    if start is None or start <= now():
        return Verdict("no_time", thing=thing, row=row)
    end = end or start + (meeting.ends_at - meeting.starts_at)
    if end <= start or end - start > LONGEST:
        return Verdict("no_time", thing=thing, row=row)
    row.proposals.filter(kind="time", state="open").update(state="left", settled_at=now())
    made = Proposal.objects.create(kind="time", meeting=meeting, attendance=row, starts_at=start, ends_at=end,
                                   note=reply.comment[:500])  # fmt: skip
    tell_hosts(PROPOSED, meeting, by=row.member, proposal=made.pk, what="time")
    return Verdict("proposed", thing=thing, row=row)


def _refresh(thing, row, reply):
    if row.removed_at is not None:
        return Verdict("over", thing=thing, row=row)
    if allow(f"calendar-refresh:{row.__class__.__name__}:{row.pk}", "4/d"):
        write_to(INVITED, row)
    return Verdict("refreshed", thing=thing, row=row)
