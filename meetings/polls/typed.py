"""Times as people type them, one a line: '2027-03-03 15:00', '3 March 2027 3 pm', '2027年3月3日 15:00'.

Nothing is guessed: a day that could be read in two ways, an hour that does not exist, and an abbreviation of a zone are
each said. Pure; knows no database.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from babel.dates import get_month_names
from django.utils.translation import gettext as _

from meetings.calendar import abbreviations, times

NUMBERS = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?=$|[\sT,])"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日"),
    re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"),
)
SLASHED = re.compile(r"\b\d{1,4}[/]\d{1,2}(?:[/]\d{1,4})?\b")
CLOCK = (
    re.compile(r"\b(?P<h>\d{1,2})[:.：](?P<n>\d{2})(?:\s*(?P<half>am|pm|a\.m\.|p\.m\.))?(?![\d.])", re.IGNORECASE),
    re.compile(r"\b(?P<h>\d{1,2})\s*(?P<half>am|pm|a\.m\.|p\.m\.)(?!\w)", re.IGNORECASE),
)
WEEKDAYS = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)\w*|^(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?\b|"
    r"^(?:lun|mar|mié|jue|vie|sáb|dom)\w*|(?:周|星期)[一二三四五六日天]",
    re.IGNORECASE,
)
FILLING = re.compile(r"\b(?:at|kl|a las|de|del|um|the)\b\.?|[,;·]|^[-–*•]", re.IGNORECASE)
MOST_LINES = 60


class Unclear(ValueError):
    """A line that cannot be read; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Twice:
    """An hour that comes twice that day: the wall time, and its two instants."""

    wall: datetime
    instants: tuple

    @property
    def key(self):
        """Name of the choice in a form."""
        return f"which-{self.wall:%Y%m%dT%H%M}"


@cache
def months():
    """Return {name in small letters: number} of the months in the portal's languages, long and short."""
    found = {}
    for locale in ("en", "da", "es"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    found[name.casefold().strip(".")] = number
    return found


def read_line(line, *, is_dates=False):
    """Return the naive datetime (the date, where days are wanted) that a line names. Raises Unclear."""
    rest = line.strip()
    day, rest = _day(rest)
    if is_dates:
        clock = None
    else:
        clock, rest = _clock(rest)
    rest = WEEKDAYS.sub(" ", FILLING.sub(" ", rest.strip()).strip()).strip()
    if rest:
        raise Unclear(_zone_words(line, rest, day))
    if is_dates:
        return day
    if clock is None:
        raise Unclear(_("“%(line)s” has no hour. Write it as 2027-03-03 15:00.") % {"line": line.strip()})
    return datetime.combine(day, clock)


def _day(line):
    for pattern in NUMBERS:
        if found := pattern.search(line):
            number = {name: int(value) for name, value in found.groupdict().items()}
            return _made(number["y"], number["m"], number["d"], line), _without(line, found).replace("T", " ", 1)
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    for shape in (
        rf"\b(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:de\s+)?(?P<m>{names})\.?,?\s+(?:de\s+)?(?P<y>\d{{4}})\b",
        rf"\b(?P<m>{names})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
    ):
        if found := re.search(shape, line, re.IGNORECASE):
            month = months()[found["m"].casefold()]
            return _made(int(found["y"]), month, int(found["d"]), line), _without(line, found)
    if found := SLASHED.search(line):
        raise Unclear(_("“%(day)s” is read in two ways. Write the day as 2027-03-04.") % {"day": found[0]})
    raise Unclear(_("No day was found in “%(line)s”. Write it as 2027-03-03 15:00.") % {"line": line[:60]})


def _made(year, month, day, line):
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(_("“%(line)s” names a day that does not exist.") % {"line": line[:60]}) from None


def _clock(line):
    for pattern in CLOCK:
        if found := pattern.search(line):
            hour, minute = int(found["h"]), int(found.groupdict().get("n") or 0)
            if half := found["half"]:
                if not 1 <= hour <= 12:
                    raise Unclear(_("“%(hour)s” is no hour of a day.") % {"hour": found[0].strip()})
                hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
            if hour > 23 or minute > 59:
                raise Unclear(_("“%(hour)s” is no hour of a day.") % {"hour": found[0].strip()})
            return time(hour, minute), _without(line, found)
    return None, line


def _without(line, found):
    return f"{line[: found.start()]} {line[found.end() :]}"


def _zone_words(line, rest, day):
    """Return what to say of words that are left over: mostly the abbreviation of a zone, with what it would mean."""
    found = abbreviations.find(line, day)
    own = _("All times are in the zone of the poll: write day and hour only.")
    if found:
        return " ".join([*(str(one) for one in abbreviations.sentences(found[0])), own])
    return _("“%(rest)s” is not understood.") % {"rest": rest[:40]} + " " + own


def instants_of(wall, zone, which=""):
    """Return the UTC instant of a naive `wall` time in `zone`, or a Twice where `which` ("1", "2") must say which.

    Raises Unclear where the clock jumps over it.
    """
    found = times.instants(wall, zone)
    if not found:
        before, after = times.neighbours(wall, zone)
        raise Unclear(
            _("%(wall)s does not exist: the clock jumps over it that day. Write %(before)s or %(after)s.")
            % {"wall": f"{wall:%Y-%m-%d %H:%M}", "before": f"{before:%H:%M}", "after": f"{after:%H:%M}"}
        )
    if len(found) == 1:
        return found[0]
    if which in ("1", "2"):
        return found[int(which) - 1]
    return Twice(wall, found)
