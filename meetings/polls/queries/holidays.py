"""Days on which a place does not work: its weekends and its public holidays, by country and subdivision.

The days come from the library `holidays` (python-holidays); it also knows weekends that are worked, as in China. What
was asked once of a country and a year is kept by the process and by the shared cache: loading the library takes most of
a second, so that only a worker does it (`warm`), or whoever is the first to ask.
"""

from collections import namedtuple
from datetime import date
from functools import lru_cache
from importlib.metadata import version

from django.core.cache import caches
from django.utils.translation import get_language

SUBDIVISIONS = {("CA", "vancouver"): "BC"}
"""(country, slug of the city): ISO 3166-2 without the country, for cities whose coordinators named none.

Houston has none: the further days of Texas are kept by some offices of the state, not by those who work in the city.
"""
EDITION = version("holidays")
KEEP_SECONDS = 30 * 86400
SATURDAY_SUNDAY = frozenset((5, 6))
SPOKEN = {"zh-hans": ("zh_CN", "en_US"), "da": ("da", "en_US"), "es": ("es", "en_US")}
Year = namedtuple("Year", "holidays workdays weekend")
DayOff = namedtuple("DayOff", "day kind country subdivision")
"""A day off: `kind` is 'holiday' or 'weekend'."""


@lru_cache(maxsize=2048)
def year_of(country, subdivision, year, language=""):
    """Return the Year of a country: {date: name}, worked weekend days, weekdays (0 Monday) of its weekend.

    `country` is ISO 3166 with two letters; a country or subdivision that nobody knows has no holidays (of its own), and
    rests on Saturday and Sunday. `language` is one of the library's; "" for the country's own.
    """
    return _kept(f"year:{country}:{subdivision}:{year}:{language}", _read_year, country, subdivision, year, language)


def _kept(name, read, *words):
    """Return what the shared cache keeps under a name, else what `read(*words)` returns."""
    key = f"holidays:{EDITION}:{name}"
    found = caches["fragments"].get(key)
    if found is None:
        found = read(*words)
        caches["fragments"].set(key, found, KEEP_SECONDS)
    return found


def _read_year(country, subdivision, year, language):
    import holidays

    for part in (subdivision or None, None):
        try:
            found = holidays.country_holidays(country, subdiv=part, years=year, language=language or None)
        except (NotImplementedError, KeyError, ValueError):
            continue
        weekend = frozenset(getattr(found, "weekend", SATURDAY_SUNDAY))
        worked = frozenset(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)
        return Year({day: name for day, name in found.items() if day.year == year}, worked, weekend)
    return Year({}, frozenset(), SATURDAY_SUNDAY)


def day_off(day, country, subdivision=""):
    """Return why `day` is not worked in a country: a DayOff, or None on a working day."""
    year = year_of(country, subdivision, day.year)
    if day in year.workdays:
        return None
    if day in year.holidays:
        return DayOff(day, "holiday", country, subdivision)
    if day.weekday() in year.weekend:
        return DayOff(day, "weekend", country, subdivision)
    return None


def holiday_name(day, country, subdivision="", language=None):
    """Return what a public holiday is called in `language` (the reader's), else in English, else at home, else ""."""
    for known in (*SPOKEN.get(language or get_language() or "en", ("en_US",)), "en_CA", ""):
        if known and known not in languages_of(country):
            continue
        name = year_of(country, subdivision, day.year, known).holidays.get(day)
        if name:
            return name
    return ""


@lru_cache(maxsize=512)
def languages_of(country):
    """Return the languages in which the library knows the holidays of a country, its codes."""
    return _kept(f"languages:{country}", _read_languages, country)


def _read_languages(country):
    import holidays

    try:
        return frozenset(holidays.country_holidays(country).supported_languages)
    except NotImplementedError:
        return frozenset()


def subdivisions_of(country):
    """Return the codes of a country's subdivisions that the library knows, sorted."""
    import holidays

    return sorted(holidays.list_supported_countries().get(country, ()))


def warm(places, years):
    """Read the holidays of (country, subdivision) pairs and some years into the shared cache."""
    for country, subdivision in places:
        languages_of(country)
        for year in years:
            year_of(country, subdivision, year)


def subdivision_of(city, chosen=""):
    """Return the subdivision whose holidays a city has: what was `chosen` for it, else what is known of it, else ""."""
    return chosen or SUBDIVISIONS.get((city.country, city.slug), "")


def holidays_between(first, last, country, subdivision=""):
    """Return [DayOff] of the public holidays from `first` to `last` (dates, inclusive) that are no weekend anyway."""
    found = []
    for year in range(first.year, last.year + 1):
        rows = year_of(country, subdivision, year)
        found += [
            DayOff(day, "holiday", country, subdivision)
            for day in sorted(rows.holidays)
            if first <= day <= last and day.weekday() not in rows.weekend
        ]
    return found


def days_off(first, last, country, subdivision=""):
    """Return {ordinal: DayOff} of every day from `first` to `last` (dates, inclusive) that is not worked."""
    off = {}
    for number in range(first.toordinal(), last.toordinal() + 1):
        found = day_off(date.fromordinal(number), country, subdivision)
        if found:
            off[number] = found
    return off
