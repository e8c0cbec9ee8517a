"""Introducing cities to each other, answering, bringing them together."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.mailing import invite
from meetings.calendar.actions.planning import plan
from meetings.calendar.terms import Kind, Mode, Visibility
from meetings.introductions import activity
from meetings.introductions.actions.rows import keys, locked_introduction
from meetings.introductions.models import Introduction, Side
from meetings.introductions.models.asking import OPEN_FOR
from meetings.introductions.queries.times import suggestions
from meetings.polls import actions as polls
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now

FEWEST, MOST = 2, 6
State, Answer = Introduction.State, Side.Answer


@transaction.atomic
def introduce(people, *, by, title, why, minutes=50, language="", at=None):
    """Ask `people` (members of as many cities) whether they would like to meet; returns the Introduction.

    Raises Denied, and ValidationError for fewer than two, more than six, two of one city or somebody without one.
    """
    demand(by, "introductions.introduce")
    people = list(dict.fromkeys(people))
    cities = {one.home_city_id for one in people}
    if not FEWEST <= len(people) <= MOST:
        raise ValidationError(_("Introduce two to six people to each other."))
    if len(cities) < len(people) or None in cities or any(not one.is_member for one in people):
        raise ValidationError(_("Choose one member of each city."))
    moment = at or now()
    made = Introduction.objects.create(
        by=by, title=title.strip(), why=why.strip(), minutes=minutes, language=language or by.language,
        asked_at=moment, closes_at=moment + OPEN_FOR, audience=keys(by.pk, *(one.pk for one in people)),
    )  # fmt: skip
    Side.objects.bulk_create([Side(introduction=made, member=one, city=one.home_city) for one in people])
    asked = [one.pk for one in people if one.pk != by.pk]
    _record(activity.INTRODUCED, made, by=by, names=asked, at=at)
    return made


@transaction.atomic
def say(side, *, by, is_yes, at=None):
    """Say whether one would like to meet; may be changed while others are awaited. Returns the introduction."""
    introduction = locked_introduction(side.introduction)
    side = Side.objects.select_for_update(of=("self",)).get(pk=side.pk)
    side.introduction = introduction
    demand(by, "introductions.say", side)
    side.answer, side.answered_at = Answer.YES if is_yes else Answer.NO, at or now()
    side.save(update_fields=["answer", "answered_at"])
    if introduction.by_id and introduction.by_id != by.pk:
        _record(activity.SAID, introduction, by=by, names=[introduction.by_id], at=at)
    if not introduction.sides.filter(answer=Answer.NONE).exists():
        _settle(introduction, at)
    return introduction


def _settle(introduction, at=None):
    """Go on with those who said yes, if they are at least two; else it is over, and who introduced them is told."""
    agreed = introduction.sides.filter(answer=Answer.YES).count() >= FEWEST
    introduction.state = State.AGREED if agreed else State.OVER
    introduction.save(update_fields=["state"])
    if introduction.by_id:
        kind = activity.AGREED if agreed else activity.ENDED
        _record(kind, introduction, by=None, names=[introduction.by_id], at=at)


@transaction.atomic
def bring_together(introduction, *, by, start, at=None):
    """Plan the meeting of those who said yes at `start`; `by` hosts it, all get the invitation. Returns the Meeting."""
    introduction = locked_introduction(introduction)
    demand(by, "introductions.bring", introduction)
    if start <= (at or now()):
        raise ValidationError(_("This time is past. Propose another."))
    people = agreed_people(introduction)
    meeting = plan(
        by=by, start=start, zone=by.time_zone, minutes=introduction.minutes, mode=Mode.ONLINE,
        kind=Kind.BILATERAL if len(people) == FEWEST else Kind.TELECONFERENCE, visibility=Visibility.INVITED,
        title=introduction.title, about=introduction.why, language=introduction.language,
    )  # fmt: skip
    invite(meeting, by=by, members=[one for one in people if one.pk != by.pk])
    introduction.meeting, introduction.state = meeting, State.MET
    introduction.save(update_fields=["meeting", "state"])
    _tell_brought(introduction, people, by, at)
    return meeting


@transaction.atomic
def ask_for_time(introduction, *, by, at=None):
    """Begin a time poll among those who said yes, with times that suit them; it is sent on its own page. Returns it."""
    introduction = locked_introduction(introduction)
    demand(by, "introductions.bring", introduction)
    people = agreed_people(introduction)
    others = [one for one in people if one.pk != by.pk]
    poll = polls.begin(
        by=by, title=introduction.title, about=introduction.why, language=introduction.language, zone=by.time_zone,
        minutes=introduction.minutes, visibility=Visibility.INVITED,
        kind=Kind.BILATERAL if len(people) == FEWEST else Kind.TELECONFERENCE,
    )  # fmt: skip
    polls.ask(poll, by=by, members=others)
    starts = suggestions(people, introduction.minutes, most=5, moment=at)
    if starts:
        polls.propose(poll, by=by, starts=starts)
    introduction.poll, introduction.state = poll, State.MET
    introduction.save(update_fields=["poll", "state"])
    _tell_brought(introduction, people, by, at)
    return poll


def agreed_people(introduction):
    """Return the members who said yes."""
    rows = introduction.sides.filter(answer=Answer.YES, member__isnull=False).select_related("member")
    return [row.member for row in rows if row.member.is_member]


def _tell_brought(introduction, people, by, at):
    others = [one.pk for one in people if one.pk != by.pk]
    _record(activity.BROUGHT, introduction, by=by, names=others, at=at)


@transaction.atomic
def end(introduction, *, by, at=None):
    """Close an introduction of which nothing comes; those who said yes are told."""
    introduction = locked_introduction(introduction)
    demand(by, "introductions.end", introduction)
    introduction.state = State.OVER
    introduction.save(update_fields=["state"])
    told = [one.pk for one in agreed_people(introduction) if one.pk != by.pk]
    _record(activity.ENDED, introduction, by=by, names=told, at=at)
    return introduction


@transaction.atomic
def close(introduction, *, at=None):
    """Go on without those who said nothing in 14 days; False where it went on meanwhile."""
    introduction = locked_introduction(introduction)
    if introduction.state != State.ASKED or introduction.closes_at > (at or now()):
        return False
    _settle(introduction, at)
    return True


@transaction.atomic
def remind(introduction, *, at=None):
    """Remind those who have not answered, once."""
    introduction = locked_introduction(introduction)
    if introduction.state != State.ASKED or introduction.reminded_at:
        return False
    introduction.reminded_at = at or now()
    introduction.save(update_fields=["reminded_at"])
    rows = introduction.sides.filter(answer=Answer.NONE, member__isnull=False)
    names = [pk for pk in rows.values_list("member", flat=True) if pk != introduction.by_id]
    if names:
        _record(activity.SIDES_REMINDED, introduction, by=None, names=names, at=at)
    return True


def _record(kind, introduction, *, by, names=(), at=None):
    record(kind, by=by, subject=introduction, audience=keys(*names), names=names, at=at,
           detail={"title": introduction.title})  # fmt: skip
