"""What views here share."""

from django.http import Http404

from meetings.introductions.queries.lists import introductions, requests, told, zone_for
from meetings.introductions.queries.times import suggestions


def request_of(member, pk):
    """Return a request that `member` may see, else raise Http404."""
    found = requests(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def introduction_of(member, pk):
    """Return an introduction that `member` may see, else raise Http404."""
    found = introductions(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def suggested(reader, others, minutes):
    """Return [(start, how it reads)] of times that suit all, in the reader's zone and those of the others."""
    zones = [zone for zone in (zone_for(one, reader) for one in others) if zone] or [reader.time_zone]
    starts = suggestions([reader, *others], minutes)
    return [(start, told(start, minutes, zones[0], further=zones[1:]).text) for start in starts]


def private(response):
    """Let nobody learn the address of a signed page: no referrer, no index, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
