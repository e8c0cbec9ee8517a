"""`/meetings/cities/<slug>/`: a city's meetings as its own people say them: in its language, on its clock."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from meetings.calendar import saying
from meetings.calendar.queries.browsing import lists
from meetings.calendar.queries.browsing.asked import Asked
from network.access.rules import may
from network.cities.models import City
from network.kit import clock

MOST = 60
LATEST = 8


@require_safe
def show(request, slug):
    """Show what a city holds, whoever reads; `?in=en` says the same in another language of the portal."""
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    spoken = dict(settings.LANGUAGES)
    own = next((code for code in city.languages if code in spoken), translation.get_language())
    language = request.GET.get("in", "")
    language = language if language in spoken else own
    asked = Asked({"city": [city.slug]})
    readers = translation.get_language()
    with translation.override(language), timezone.override(clock.zone(city.time_zone)):
        request.LANGUAGE_CODE = language
        coming = list(lists.coming(request.user, asked)[: MOST + 1])
        response = render(
            request,
            "calendar/browsing/city.html",
            {
                "city": city,
                "coming": coming[:MOST],
                "has_more": len(coming) > MOST,
                "past": list(lists.past(request.user, asked)[:LATEST]),
                "clock": saying.place_and_offset(timezone.now(), city.time_zone, city.slug),
                "others": [code for code in spoken if code != language],
                "own": own,
                "language": language,
                "is_readers": language == readers,
                "may_plan": bool(may(request.user, "calendar.plan")),
                "feed": asked.feed_query(),
            },
        )
    response.headers["Content-Language"] = language
    return response
