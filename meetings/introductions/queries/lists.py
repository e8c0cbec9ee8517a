"""What pages of requests and introductions read."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from meetings.calendar import saying
from meetings.introductions.models import Introduction, Request
from meetings.introductions.queries.times import clashes


@dataclass
class Time:
    """A proposed time as one of the two reads it; `taken`: what they meet for already then."""

    start: object
    text: str
    taken: object = None

    @property
    def iso(self):
        """The start as forms carry it."""
        return self.start.isoformat()


def requests(member):
    """Return the requests that `member` may see, newest first, with their people and times."""
    rows = Request.objects.visible_to(member).select_related(
        "asker__home_city", "receiver__home_city", "meeting__city", "meeting__series"
    )
    return rows.prefetch_related("slots")


def introductions(member):
    """Return the introductions that `member` may see, with their sides."""
    rows = Introduction.objects.visible_to(member).select_related("by__home_city", "meeting", "poll__meeting")
    return rows.prefetch_related("sides__member__home_city", "sides__city")


def other_of(request, member):
    """Return the other of the two, None where the account is gone."""
    return request.receiver if member.pk == request.asker_id else request.asker


def zone_for(other, reader):
    """Return the zone of the other as far as the reader may know it, "" if not."""
    return (other.seen_by(reader)["time_zone"] or "") if other is not None else ""


def times_of(request, reader):
    """Return the proposed Times in the active zone and in that of the other, with what the reader does then."""
    zone = zone_for(other_of(request, reader), reader) or reader.time_zone
    return [told(slot.starts_at, request.minutes, zone, reader) for slot in request.proposed]


def told(start, minutes, zone, reader=None, further=()):
    """Return a Time in the active zone, in `zone` and in `further` ones, each once, with what the reader does then."""
    end = start + timedelta(minutes=minutes)
    text = saying.hours_text(start, end, zone, night=True)
    day = timezone.localtime(start).date()
    known = {zone, timezone.get_current_timezone_name()}
    for one in dict.fromkeys(further):
        if one not in known:
            text = f"{text} · {saying.other(start, one, day, end=end, night=True)}"
    return Time(start, text, clashes({reader.pk}, start, minutes).get(reader.pk) if reader else None)
