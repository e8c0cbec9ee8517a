"""The panel and the language that an address of a report asks for."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from network.access.rules import demand
from resources.consensus.models import Panel


def panel_of(request, pk):
    """Return the panel if the reader may see it, else 404; and may read its report, else 403 with the reason."""
    panel = get_object_or_404(Panel.objects.visible_to(request.user).select_related("protocol", "topic"), pk=pk)
    demand(request.user, "consensus.report", panel)
    return panel


def language_of(given):
    """Return the language that `?language=` asks for, else the reader's; 404 for one that the portal does not speak."""
    asked = given.get("language") or get_language() or settings.LANGUAGE_CODE
    if asked not in dict(settings.LANGUAGES):
        raise Http404
    return asked
