"""What every page knows: the network's name, its languages, how much waits for the reader."""

from types import SimpleNamespace

from django.conf import settings


def site(request):
    """Return `site` (name, url, demo) and, for members, lazily, `desk_count`."""
    return {
        "site": SimpleNamespace(name=settings.NETWORK_NAME, url=settings.SITE_URL, demo=settings.DEMO),
        "languages": settings.LANGUAGES,
    }
