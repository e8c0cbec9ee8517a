"""Sending a poll: from then on people answer, until it ends."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.polls.actions.asking import plan, tell
from meetings.polls.actions.rows import check, locked, sync_audience
from meetings.polls.models import TimePoll
from network.access.rules import Denied, demand
from network.kit import clock
from network.kit.clock import now

RULES = ("closes_at", "quorum", "hides_answers", "closes_itself")
SOONEST = timedelta(hours=1)
"""Answers are asked for at least so long."""


@transaction.atomic
def send(poll, *, by, at=None, **rules):
    """Ask everybody on the list. `rules`: `closes_at` and the others of RULES. Returns the open poll.

    Raises Denied where nobody is on the list, a time is missing or past, or the end is past or after the last time.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    if not poll.is_draft:
        raise Denied(_("This poll was sent already."), "polls.run")
    check(rules, RULES)
    moment = at or now()
    if why := lacks(poll, moment):
        raise Denied(why, "polls.run")
    for name, value in rules.items():
        setattr(poll, name, value)
    check_end(poll, moment)
    poll.state, poll.opened_at = TimePoll.State.OPEN, moment
    poll.save()
    tell(poll, list(poll.invitees.all()), by, moment)
    sync_audience(poll)
    plan(poll)
    return poll


@transaction.atomic
def prolong(poll, *, by, at=None, **rules):
    """Change the end of an open poll, or how it ends; whoever asks is told anew when it is over."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    if not poll.is_open:
        raise Denied(_("This poll is not open."), "polls.run")
    check(rules, RULES)
    is_moved = rules.get("closes_at", poll.closes_at) != poll.closes_at
    for name, value in rules.items():
        setattr(poll, name, value)
    if is_moved:
        check_end(poll, at or now())
        poll.proposed_at = None
    poll.save()
    plan(poll)
    return poll


def lacks(poll, moment):
    """Return why a draft cannot be sent yet, "" if it can."""
    if not poll.invitees.exists():
        return _("Nobody is on the list yet: say whom you ask.")
    if not poll.slots.exists():
        return _("No time is proposed yet.")
    if poll.is_dates:
        is_past = poll.slots.filter(on__lt=clock.local(moment, poll.zone).date()).exists()
    else:
        is_past = poll.slots.filter(starts_at__lte=moment).exists()
    return _("A proposed time is past by now. Take it away first.") if is_past else ""


def check_end(poll, moment):
    """Raise Denied where the end of answering is past, or too late for any of the times."""
    if poll.closes_at < moment + SOONEST:
        raise Denied(_("Leave people an hour at least to answer."), "polls.closes_at")
    last = poll.slots.order_by("-starts_at", "-on").first()
    end = last.starts_at or clock.at(_midnight(last.on), poll.zone)
    if poll.closes_at > end:
        raise Denied(_("Answers would still come in after the last of the times."), "polls.closes_at")


def _midnight(day):
    return datetime.combine(day, datetime.min.time())
