"""What every page knows: the network's name, its languages, and what the rooms add (`@value`)."""

from functools import cache, partial
from types import SimpleNamespace

from django.conf import settings

_values = {}


def value(name):
    """Register `def f(request)` as the template variable `name`; it is called once, and only where a page uses it."""

    def register(call):
        _values[name] = call
        return call

    return register


def site(request):
    """Return `site` (name, url, demo), the languages, and the rooms' lazy values, such as `desk_count`."""
    return {
        "site": SimpleNamespace(name=settings.NETWORK_NAME, url=settings.SITE_URL, demo=settings.DEMO),
        "languages": settings.LANGUAGES,
        **{name: cache(partial(call, request)) for name, call in _values.items()},
    }
