"""Calendar files: the network's, a city's, mine, one meeting."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from meetings.calendar.actions.feeds import digest_of
from meetings.calendar.models import Meeting
from meetings.calendar.queries import feeds
from meetings.calendar.queries.one import file_of
from network.cities.models import City

KIND = "text/calendar; charset=utf-8"
OPEN = "public, max-age=300"
CLOSED = "private, no-store"


def open_to(request):
    """Return how long an open feed is kept: whoever comes signed in leaves nothing behind in a shared cache."""
    return CLOSED if request.user.is_authenticated else OPEN


@require_safe
def network(request):
    """The public meetings of the network."""
    return answered(request, feeds.public(), open_to(request))


@require_safe
def city(request, slug):
    """The public meetings of one city."""
    found = get_object_or_404(City.objects.visible_to(None), slug=slug)
    return answered(request, feeds.public(found), open_to(request))


@require_safe
@sensitive_variables("token")
def mine(request, token):
    """The meetings of whom a secret address belongs to; what opens nothing is not there."""
    found = feeds.mine(digest_of(token))
    if found is None:
        raise Http404
    language = found.language if found.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        return answered(request, found, CLOSED)


def answered(request, found, kept):
    """Answer a Feed; 304 where the calendar has it already, known by its tag or, without one, by its moment."""
    headers = {
        "ETag": found.tag,
        "Last-Modified": http_date(found.changed_at.timestamp()),
        "Cache-Control": kept,
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
    }
    if kept == OPEN:
        headers["Vary"] = "Cookie, Accept-Language"
    if has_it(request, found):
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{found.scope.kind}.ics"'
    return HttpResponse(feeds.written(found), content_type=KIND, headers=headers)


def has_it(request, found):
    """Whether the program that asks has this very state of a Feed."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        # A proxy that packs an answer weakens its tag.
        return found.tag in {tag.removeprefix("W/") for tag in parse_etags(tags)} or tags.strip() == "*"
    # A moment says nothing of rows that went away, so it is believed for public feeds alone.
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return found.scope.kind != "mine" and since is not None and int(found.changed_at.timestamp()) <= since


@require_safe
def one(request, pk):
    """One meeting to put into a calendar, for whoever sees it."""
    seen = Meeting.objects.visible_to(request.user).select_related("series", "organiser")
    meeting = get_object_or_404(seen, pk=pk)
    headers = {
        "Content-Disposition": f'attachment; filename="meeting-{meeting.pk}.ics"',
        "Cache-Control": CLOSED,
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(file_of(meeting, request.user), content_type=KIND, headers=headers)
