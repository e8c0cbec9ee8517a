"""What goes on by itself: reminders, requests and introductions that close, the question three months later."""

from datetime import timedelta

from django.db.models import Q

from meetings.introductions.actions import asking, introducing, outcomes
from meetings.introductions.models import Introduction, Request
from network.kit.clock import now
from network.kit.jobs import daily

REMIND_AFTER = timedelta(days=7)


@daily
def look_after(at=None):
    """Close what is over, remind once, ask what came of meetings. Each row for itself: done twice it does nothing."""
    moment = at or now()
    requests = Request.objects.filter(state=Request.State.OPEN)
    for one in requests.filter(closes_at__lte=moment).order_by("pk"):
        asking.close(one, at=at)
    soon = Q(closes_at__lte=moment + REMIND_AFTER, closes_at__gt=moment, reminded_at=None)
    for one in requests.filter(soon).order_by("pk"):
        asking.remind(one, at=at)
    introductions = Introduction.objects.filter(state=Introduction.State.ASKED)
    for one in introductions.filter(closes_at__lte=moment).order_by("pk"):
        introducing.close(one, at=at)
    for one in introductions.filter(soon).order_by("pk"):
        introducing.remind(one, at=at)
    for meeting in outcomes.due(at):
        outcomes.ask(meeting, at=at)
