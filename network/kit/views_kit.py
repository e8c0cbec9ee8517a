"""/kit/: every component in every state, for review of the design and for the test of accessibility."""

from django.conf import settings
from django.shortcuts import render
from django.utils import translation

from network.kit import samples


def kit(request):
    """Show all components; `?language=zh-hans` shows them as a reader of that language sees them."""
    wanted = request.GET.get("language")
    language = wanted if wanted in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        return render(request, "kit/kit.html", samples.context())
