"""Why a time was suggested, in words that are written when they are read: in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.polls.queries.holidays import holiday_name
from network.kit import places
from network.kit.words import own_day, today


def name_of(key):
    """Return the name of a city (its slug) or of the place of a zone, in the reader's language."""
    return times.place(key, get_language() or "en") if "/" in key else places.place(key).name


@dataclass(frozen=True)
class Reason:
    """One reason: what it is, where, and when; `str()` says it."""

    kind: str
    place: str = ""
    start: datetime | None = None
    zone: str = ""
    day: date | None = None
    country: str = ""
    subdivision: str = ""

    def __str__(self):
        words = {"place": name_of(self.place) if self.place else ""}
        if self.start is not None and self.zone:
            words["time"] = f"{times.local(self.start, self.zone):%H:%M}"
        if self.day is not None:
            words["day"] = own_day(self.day, today())
        if self.kind == "holiday":
            words["name"] = holiday_name(self.day, self.country, self.subdivision)
        return SENTENCES[self.kind]() % words


SENTENCES = {
    "spares": lambda: _("Spares %(place)s, which bore most so far"),
    "night": lambda: _("%(time)s in %(place)s: night"),
    "holiday": lambda: _("%(day)s is a holiday in %(place)s: %(name)s"),
    "weekend": lambda: _("%(day)s is a weekend in %(place)s"),
    "not_working": lambda: _("%(day)s is no working day for somebody in %(place)s"),
    "working_hours": lambda: _("Within working hours everywhere"),
    "nobody_at_night": lambda: _("At night for nobody"),
}
