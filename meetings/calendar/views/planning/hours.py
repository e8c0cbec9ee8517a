"""What an abbreviation in a text would mean, while it is typed: scripts only ask, the server knows the clocks."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meetings.calendar import abbreviations, saying

MOST = 5000


@never_cache
@require_POST
@login_required
def caught(request):
    """Return a piece of a page that says what is found in `text`, written about the day `day` (ISO)."""
    text = request.POST.get("text", "")[:MOST]
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = timezone.localdate()
    return render(request, "calendar/planning/parts/caught.html", {"findings": told(text, day)})


def told(text, day):
    """Return [{found, sentences, hours}] of a text, as the piece of a page reads it."""
    cities = saying.public_places()
    zones = list(dict.fromkeys([timezone.get_current_timezone_name(), *(one.time_zone for one in cities)]))
    return [
        {
            "found": one.found,
            "sentences": abbreviations.sentences(one),
            "hours": abbreviations.local_hours(one, zones),
        }
        for one in abbreviations.find(text, day)
    ]
