"""The places of the network as the kit draws them: a name, a shape, a colour, a zone, a point on the map.

The kit knows no City. The room that keeps the cities provides them, once:

    @places.provide
    def marks():
        for city in City.objects.all():
            yield places.Place(slug=city.slug, names=city.names, …)
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon")
KEEP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Place:
    """One city for drawing. `names` is {language: name}; `native` its own name, `native_language` the code of that."""

    slug: str
    names: dict = field(default_factory=dict)
    native: str = ""
    native_language: str = ""
    shape: str = "circle"
    colour: int = 0
    time_zone: str = "UTC"
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""
    country: str = ""

    @property
    def name(self):
        """The name in the reader's language, else in English, else any."""
        language = get_language() or "en"
        return self.names.get(language) or self.names.get("en") or self.native or self.slug.replace("-", " ").title()

    @property
    def classes(self):
        """The class names that give the mark its shape and colour."""
        shape = self.shape if self.shape in SHAPES else "circle"
        return f"c{self.colour} {shape}" if 1 <= self.colour <= 8 else shape


_provider: Callable[[], Iterable[Place]] | None = None
_kept: dict[str, Place] = {}
_kept_at = float("-inf")


def provide(function):
    """Register `function`, which returns all places; use as a decorator."""
    global _provider
    _provider = function
    forget()
    return function


def forget():
    """Ask the provider again at the next need; call it after a city has changed."""
    global _kept_at
    _kept_at = float("-inf")


def places():
    """Return {slug: Place}, asked for at most twice a minute by each process."""
    global _kept, _kept_at
    if _provider and time.monotonic() - _kept_at > KEEP_SECONDS:
        _kept = {place.slug: place for place in _provider()}
        _kept_at = time.monotonic()
    return _kept


def place(slug):
    """Return the Place of `slug`; a grey circle with a readable name where it is unknown."""
    known = places()
    if slug not in known and _provider:
        forget()
        known = places()
    return known.get(slug) or Place(slug=slug)
