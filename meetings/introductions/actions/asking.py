"""Asking for a meeting, and all that can become of it."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.mailing import answer as answer_invitation
from meetings.calendar.actions.mailing import invite
from meetings.calendar.actions.mailing.telling import tell
from meetings.calendar.actions.planning import plan
from meetings.calendar.activity.mailing import INVITED
from meetings.calendar.terms import Kind, Mode, Visibility
from meetings.introductions import activity
from meetings.introductions.actions.rows import keys, locked
from meetings.introductions.models import Request, Slot
from meetings.introductions.models.asking import OPEN_FOR
from meetings.introductions.queries.times import clashes
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now

MOST_SLOTS = 3
MOST_ROUNDS = 4
LONGER = timedelta(days=7)
"""After times were proposed anew the other has at least so long."""


@transaction.atomic
def ask(receiver, *, by, purpose, starts=(), you_choose=False, minutes=25, language="", join_url="", at=None):
    """Ask `receiver` for a meeting and return the Request. `starts`: up to three aware moments, or `you_choose`.

    Raises Denied as the rule says, ValidationError for times that are past or none at all.
    """
    # One at a time for each asker: a limit is a limit, however many windows are open.
    rows = get_user_model().objects.select_for_update(of=("self",), no_key=True)
    list(rows.filter(pk__in=(by.pk, receiver.pk)).order_by("pk"))
    demand(by, "introductions.ask", receiver)
    moment = at or now()
    starts = checked(starts, moment, may_be_none=you_choose)
    try:
        with transaction.atomic():
            item = Request.objects.create(
                asker=by, receiver=receiver, purpose=purpose.strip(), language=language or by.language,
                minutes=minutes, you_choose=you_choose and not starts, join_url=join_url, asked_at=moment,
                closes_at=moment + OPEN_FOR, audience=keys(by.pk, receiver.pk),
            )  # fmt: skip
    except IntegrityError as error:
        raise Denied(_("You have asked already: it waits for an answer."), "introductions.ask") from error
    Slot.objects.bulk_create([Slot(request=item, starts_at=start) for start in starts])
    _record(activity.ASKED, item, by=by, names=[receiver.pk], at=at)
    return item


def checked(starts, moment, *, may_be_none=False):
    """Return up to three moments, sorted, each once. Raises ValidationError where one is past or there is none."""
    starts = sorted(set(starts))
    if not starts and not may_be_none:
        raise ValidationError(_("Propose at least one time, or let the other choose."))
    if len(starts) > MOST_SLOTS:
        raise ValidationError(_("Propose at most three times."))
    if any(start <= moment for start in starts):
        raise ValidationError(_("One of these times is past."))
    return starts


@transaction.atomic
def accept(item, *, by, start, at=None):
    """Accept one of the proposed moments (any moment, where the other may choose); returns the request and its Meeting.

    The meeting is made once, seen by the two alone, and both calendars get it. Raises Denied, and ValidationError for a
    moment that was not proposed, is past, or at which one of them meets somebody else.
    """
    item = locked(item)
    demand(by, "introductions.answer", item)
    moment = at or now()
    free = item.you_choose and item.turn == Request.Turn.RECEIVER
    if not free and start not in {slot.starts_at for slot in item.proposed}:
        raise ValidationError(_("This time was not proposed."))
    if start <= moment:
        raise ValidationError(_("This time is past. Propose another."))
    refuse_clash(item, start, by)
    item.meeting = _meet(item, start)
    item.state, item.answered_at = Request.State.ACCEPTED, moment
    item.save(update_fields=["meeting", "state", "answered_at"])
    _record(activity.ACCEPTED, item, by=by, names=[_other(item, by).pk], at=at, meeting=item.meeting_id)
    return item


def refuse_clash(item, start, by):
    """Raise ValidationError where one of the two has said yes to something else at that time."""
    people = {item.asker_id, item.receiver_id}
    taken = clashes(people, start, item.minutes)
    if by.pk in taken:
        raise ValidationError(_("You meet somebody else at this time: “%(title)s”.") % {"title": taken[by.pk].title})
    if taken:
        raise ValidationError(_("The other is not free any more at this time. Propose another."))


def _meet(item, start):
    asker, receiver = item.asker, item.receiver
    if asker is None or receiver is None or not asker.is_member or not receiver.is_member:
        raise Denied(_("One of you is no longer a member."), "introductions.answer")
    names = {"asker": asker.called_by(receiver), "receiver": receiver.called_by(asker)}
    meeting = plan(
        by=asker, start=start, zone=asker.time_zone, minutes=item.minutes, kind=Kind.BILATERAL, mode=Mode.ONLINE,
        visibility=Visibility.INVITED, title=_("%(asker)s and %(receiver)s") % names, about=item.purpose,
        language=item.language, join_url=item.join_url,
    )  # fmt: skip
    (row,) = invite(meeting, by=asker, members=[receiver])
    answer_invitation(row, "yes", by=receiver)
    # Hosts are on the list from the beginning: whoever asked gets the same mail for the calendar all the same.
    own = meeting.attendances.get(member=asker)
    tell(INVITED, meeting, [own], by=receiver, asked=now().isoformat())
    return meeting


@transaction.atomic
def propose(item, *, by, starts, at=None):
    """Propose other times instead; the other's answer is awaited then. At most four rounds. Raises as `ask` does."""
    item = locked(item)
    demand(by, "introductions.answer", item)
    moment = at or now()
    if item.round >= MOST_ROUNDS:
        raise ValidationError(_("Times went to and fro four times. Write to each other, and ask anew."))
    starts = checked(starts, moment)
    item.round += 1
    item.turn = Request.Turn.ASKER if item.turn == Request.Turn.RECEIVER else Request.Turn.RECEIVER
    item.closes_at = max(item.closes_at, moment + LONGER)
    item.reminded_at = None
    item.save(update_fields=["round", "turn", "closes_at", "reminded_at"])
    Slot.objects.bulk_create([Slot(request=item, round=item.round, starts_at=start) for start in starts])
    _record(activity.PROPOSED, item, by=by, names=[_other(item, by).pk], at=at)
    return item


@transaction.atomic
def decline(item, *, by, at=None):
    """Say no; no reason is asked, and the other is told in one neutral sentence."""
    item = locked(item)
    demand(by, "introductions.answer", item)
    _end(item, Request.State.DECLINED, at)
    _record(activity.DECLINED, item, by=by, names=[_other(item, by).pk], at=at)
    return item


@transaction.atomic
def withdraw(item, *, by, at=None):
    """Take one's own request back; whoever was asked finds it gone from the desk."""
    item = locked(item)
    demand(by, "introductions.withdraw", item)
    _end(item, Request.State.WITHDRAWN, at)
    _record(activity.WITHDRAWN, item, by=by, at=at)
    return item


@transaction.atomic
def close(item, *, at=None):
    """Close a request whose days are over; whoever asked is told. Nothing where it was answered meanwhile."""
    item = locked(item)
    if not item.is_open or item.closes_at > (at or now()):
        return False
    _end(item, Request.State.OVER, at)
    if item.asker_id:
        _record(activity.OVER, item, by=None, names=[item.asker_id], at=at)
    return True


@transaction.atomic
def remind(item, *, at=None):
    """Remind whoever is awaited, once for each time it is their turn."""
    item = locked(item)
    if not item.is_open or item.reminded_at or item.awaited is None:
        return False
    item.reminded_at = at or now()
    item.save(update_fields=["reminded_at"])
    _record(activity.REMINDED, item, by=None, names=[item.awaited.pk], at=at)
    return True


def _end(item, state, at):
    item.state, item.answered_at = state, at or now()
    item.save(update_fields=["state", "answered_at"])


def _other(item, member):
    return item.receiver if member.pk == item.asker_id else item.asker


def _record(kind, item, *, by, names=(), at=None, **detail):
    record(kind, by=by, subject=item, audience=keys(*names), names=names, at=at,
           detail={"round": item.round} | detail)  # fmt: skip
