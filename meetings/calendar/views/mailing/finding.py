"""Whom a link of a mail means, and how private pages are answered."""

from django.conf import settings
from django.shortcuts import render
from django.utils import timezone, translation

from meetings.calendar.models import Attendance, Standing
from meetings.calendar.queries.mailing.letters import thing_of
from meetings.calendar.queries.mailing.links import ANSWER, DAYS
from network.kit import clock, links

ROWS = Attendance.objects.select_related("member", "meeting__organiser", "meeting__city", "meeting__series")
STANDINGS = Standing.objects.select_related("member", "series__organiser", "series__city")


def row_of(token):
    """Return (row, sequence, value) of a signed link, or None for one that is not ours or whose row is gone."""
    told = links.read(ANSWER, token, days=DAYS)
    if not told:
        return None
    kind, pk, sequence, value = told
    row = (STANDINGS if kind == "s" else ROWS).filter(pk=pk).first()
    if row is None or (row.member_id and not row.member.is_active):
        return None
    return row, sequence, value


class Reader:
    """Lets a page be read in the language and zone of the person of a row, who is not signed in."""

    def __init__(self, row):
        thing = thing_of(row)
        language = row.member.language if row.member_id else row.language or thing.language
        self.language = language if language in dict(settings.LANGUAGES) else "en"
        self.zone = clock.zone(row.member.time_zone if row.member_id else thing.zone)

    def __enter__(self):
        self.entered = (translation.override(self.language), timezone.override(self.zone))
        for one in self.entered:
            one.__enter__()

    def __exit__(self, *told):
        for one in reversed(self.entered):
            one.__exit__(*told)


def private(response):
    """Let nobody learn the address of a signed page: no referrer, no index, no copy."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    response.headers.setdefault("Content-Language", translation.get_language())
    return response


def link_over(request):
    """Say that a link of a mail leads nowhere any more."""
    return private(render(request, "calendar/mailing/link_over.html", status=410))
