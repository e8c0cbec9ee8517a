"""Beginning the minutes of a meeting: once, seeded here, however many ask at the same moment."""

from django.db import transaction

from meetings.calendar.models import Meeting
from meetings.minutes.actions.looking import plan_looks
from meetings.minutes.activity import BEGUN
from meetings.minutes.models import Minutes
from meetings.minutes.queries.seeds import seed
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from network.live import texts


@transaction.atomic
def begin_minutes(meeting, by, *, at=None):
    """Return the minutes of a meeting, made from its agenda where there are none yet. Raises Denied."""
    known = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if known is not None:
        known.meeting = meeting
        return known
    demand(by, "minutes.begin", meeting)
    # The row of the meeting is the lock: of two who begin at once the second finds what the first made.
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = Minutes.objects.filter(meeting=meeting).select_related("document").first()
    if known is not None:
        return known
    moment = at or now()
    document = texts.create(f"minutes.minutes:{meeting.pk}", seed(meeting), by=None)
    minutes = Minutes.objects.create(meeting=meeting, document=document, begun_by=by, begun_at=moment)
    plan_looks(meeting)
    told = {"title": meeting.title, "meeting": meeting.pk}
    record(BEGUN, by=by, subject=minutes, city=city_of(meeting), audience=minutes.audience, detail=told, at=moment)
    return minutes


def city_of(meeting):
    """Return the slug of the city that holds a meeting, "" for none."""
    return meeting.city.slug if meeting.city_id else ""
