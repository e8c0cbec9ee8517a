"""What every page knows: the network's name, its languages, and what the rooms add (`@value`)."""

from functools import cache, partial
from types import SimpleNamespace

from django.conf import settings

_values = {}
_namers = []


def named_by(call):
    """Register `def f() -> str`: the network's name in the reader's language; the setting is the fallback."""
    _namers[:] = [call]
    return call


def network_name():
    """Return the name of the network for the reader."""
    return (_namers[0]() if _namers else "") or settings.NETWORK_NAME


def value(name):
    """Register `def f(request)` as the template variable `name`; it is called once, and only where a page uses it."""

    def register(call):
        _values[name] = call
        return call

    return register


def site(request):
    """Return `site` (name, url, demo), the languages, and the rooms' lazy values, such as `desk_count`."""
    return {
        "site": SimpleNamespace(name=network_name, url=settings.SITE_URL, demo=settings.DEMO),
        "languages": settings.LANGUAGES,
        **{name: cache(partial(call, request)) for name, call in _values.items()},
    }
