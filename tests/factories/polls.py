"""Time polls for tests, made by the actions that members use."""

from datetime import UTC, datetime, timedelta

from meetings.polls import actions
from meetings.polls.models import Invitee
from network.kit.clock import now


def starts(*hours, day=None):
    """Return starts on a day ahead (three weeks from now, a weekday) at `hours` of UTC."""
    day = day or (now() + timedelta(days=21)).date()
    while day.weekday() > 3:
        day += timedelta(days=1)
    return [datetime(day.year, day.month, day.day, hour, tzinfo=UTC) for hour in hours]


def draft(by, people=(), *, guests=(), hours=(9, 13, 15), must=(), **fields):
    """Return a draft of `by` with `people` (members) and `guests` (address, name) on its list, and times."""
    fields = {"title": "When shall the evaluation group meet?", "zone": "Europe/Copenhagen", "minutes": 60} | fields
    poll = actions.begin(by=by, **fields)
    actions.ask(poll, by=by, members=list(people), addresses=list(guests))
    if must:
        Invitee.objects.filter(poll=poll, member__in=must).update(is_required=True)
    if hours:
        actions.propose(poll, by=by, starts=starts(*hours))
    return poll


def sent(by, people=(), *, days=5, rules=None, **fields):
    """Return an open poll that takes answers for `days` days."""
    poll = draft(by, people, **fields)
    return actions.send(poll, by=by, **({"closes_at": now() + timedelta(days=days)} | (rules or {})))


def seat(poll, who):
    """Return the Invitee of a member or of a guest's address."""
    rows = Invitee.objects.select_related("poll", "member")
    return rows.get(poll=poll, address=who) if isinstance(who, str) else rows.get(poll=poll, member=who)


def say(poll, who, *answers, **more):
    """Let somebody answer the slots in their order: "yes", "if", "no", "" for nothing."""
    row = seat(poll, who)
    return actions.vote(row, dict(zip([slot.pk for slot in poll.slots.all()], answers, strict=False)), **more)
