"""Months and days: meetings where they stand on the reader's own calendar."""

from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.calendar.queries.browsing import days, lists
from meetings.calendar.queries.browsing.asked import Asked
from meetings.calendar.views.browsing.lists import frame_of
from network.kit import words

AGENDA_DAYS = 56
MOST = 400
"""Meetings in one month or agenda; whatever is asked for, the page stays one."""


@require_safe
def month(request, month):
    """`/meetings/month/2027-03/`: one month in weeks as the reader's language and country begin them."""
    asked = Asked.read(request.GET)
    year, number = month
    begins = days.first_weekday(request.user)
    start, end, first, last = days.month_of(year, number, begins)
    zone = timezone.get_current_timezone_name()
    rows = list(lists.between(request.user, asked, *days.span_of(start, end, zone))[:MOST])
    found = days.by_day(rows, start, end, zone)
    query = f"?{asked.query(when='')}".rstrip("?")
    monday = date(2024, 1, 1)
    names = [monday + timedelta(days=(begins + n) % 7) for n in range(7)]
    return render(
        request,
        "calendar/browsing/month.html",
        frame_of(request, asked, "month")
        | {
            "weeks": days.weeks(found, start, end, first, last),
            "names": [(django_date(day, "D"), django_date(day, "l")) for day in names],
            "title": django_date(first, words.patterns()[2]),
            "earlier": _step(first - timedelta(days=1), query),
            "later": _step(last + timedelta(days=1), query),
            "is_empty": not any(first <= day <= last for day in found),
            # Higher rooms show below the table what they have in these days.
            "span": (first, last),
        },
    )


def _step(day, query):
    if not 1900 <= day.year < 2200:
        return None
    address = reverse("calendar:month", args=[(day.year, day.month)])
    return {"address": address + query, "label": django_date(day, words.patterns()[2])}


@require_safe
def agenda(request):
    """`/meetings/agenda/?from=2027-03-01`: eight weeks day by day, with the gaps between them."""
    asked = Asked.read(request.GET)
    first = _day(request.GET.get("from", "")) or timezone.localdate()
    if not 1901 <= first.year < 2199:
        raise Http404
    last = first + timedelta(days=AGENDA_DAYS - 1)
    zone = timezone.get_current_timezone_name()
    rows = list(lists.between(request.user, asked, *days.span_of(first, last, zone))[:MOST])
    found = days.by_day(rows, first, last, zone)
    query = asked.query(when="")
    return render(
        request,
        "calendar/browsing/agenda.html",
        frame_of(request, asked, "days")
        | {
            "rows": days.agenda(found, first, last) if found else [],
            "first": first,
            "last": last,
            "keep": {"from": first.isoformat()} if request.GET.get("from") else {},
            "earlier": f"?{asked.query(when='', **{'from': (first - timedelta(days=AGENDA_DAYS)).isoformat()})}",
            "later": f"?{asked.query(when='', **{'from': (last + timedelta(days=1)).isoformat()})}",
            "query": f"?{query}" if query else "",
            "label": _("%(first)s to %(last)s")
            % {"first": words.own_day(first, words.today()), "last": words.own_day(last, words.today())},
        },
    )


def _day(text):
    """Return the date of an address, None where it is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None
