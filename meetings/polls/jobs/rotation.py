"""The ledger of fairness is written when a meeting is over, and looked through every day."""

from datetime import timedelta

from meetings.calendar.models import Meeting
from meetings.polls.actions import rotating
from meetings.polls.queries.holidays import warm
from meetings.polls.queries.parties import weights_of
from network.cities.models import City
from network.kit.clock import now
from network.kit.jobs import daily, enqueue, job

BACK = timedelta(days=60)
MINUTES_AFTER = timedelta(minutes=5)


@job("polls.burden", queue="slow")
def burden(payload):
    """Write what one meeting weighed on whom; one that is not over waits until it is."""
    meeting = Meeting.objects.filter(pk=payload["meeting"]).first()
    if meeting is not None:
        rotating.write_burden(meeting)


@daily
def look_through():
    """Write the ledger of the last two months again: answers and attendance may have been mended since."""
    ended = Meeting.objects.filter(series__isnull=False, ends_at__lte=now(), ends_at__gt=now() - BACK)
    for meeting in ended.order_by("pk"):
        rotating.write_burden(meeting)


def write_later(meetings):
    """Let the ledger be written once each of `meetings` is over."""
    for meeting in meetings:
        due = max(meeting.ends_at + MINUTES_AFTER, now())
        enqueue("polls.burden", {"meeting": meeting.pk}, key=str(meeting.pk), not_before=due, again=True)


@daily
def read_holidays():
    """Let the shared cache know the holidays of all cities, this year and the two after it."""
    cities = list(City.objects.all())
    known = weights_of(cities)
    year = now().year
    warm({(city.country, known[city.pk][1]) for city in cities}, range(year, year + 3))
