"""Minutes as files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.minutes.queries import files
from meetings.minutes.views.finding import written
from network.kit.errors import too_many
from network.kit.ratelimit import address_of, tried
from resources.papers.converting.pandoc import Fault

OFTEN = "30/10m"


@never_cache
@require_safe
def file(request, pk, ending):
    """Minutes as PDF, Word, Markdown or plain text, decisions and tasks first."""
    meeting, minutes = written(request, pk)
    is_member = request.user.is_authenticated and request.user.is_member
    asked = tried(f"minutes_file:{request.user.pk or address_of(request)}", OFTEN)
    if not asked.is_within:
        return too_many(request, asked.seconds)
    try:
        data = files.file_of(minutes, ending, request.user if is_member else None)
    except Fault as fault:
        messages.error(request, _("This file could not be made: %(why)s") % {"why": fault.sentence})
        return redirect(minutes)
    response = HttpResponse(data, content_type=files.TYPES[ending])
    name = f"{meeting.slug}-{meeting.day.isoformat()}.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending != "txt", name)
    return response
