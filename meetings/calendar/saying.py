"""How moments of meetings are said: day and hour, place, distance to UTC; in words, without markup.

An hour never stands alone: the place is a partner city where one keeps that clock, else the city that the zone is named
after (CLDR, by babel). Abbreviations such as 'EST' or 'CST' mean several things and are never written.
"""

from datetime import timedelta

from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from meetings.calendar import times
from network.kit import places, words

WEEKDAY_AND_YEAR = {
    "en": "D j F Y",
    "da": "D j. F Y",
    "es": r"D j \d\e F \d\e Y",
    "zh-hans": "Y年n月j日 l",
}
NEAR = timedelta(days=2)
"""Within it a day is said by its word alone: today, tomorrow. A bare 'Friday' could be the last or the next."""


def public_places():
    """Return the cities that may be named to everybody: those whose page is public."""
    return [one for one in places.places().values() if one.address]


def place(zone, city=""):
    """Return what the clock of an IANA zone is called: a partner city on it, else the city it is named after.

    `city` (a slug) goes first where it keeps that clock; of several partner cities the one that gave the zone its name.
    """
    known = {one.slug: one for one in public_places() if one.time_zone == zone}
    language = get_language() or "en"
    namesake = zone.rpartition("/")[2].replace("_", "-").lower()
    if city in known and city != namesake:
        return known[city].name
    if namesake in known:
        # A city that has no name in this language here may have one in CLDR.
        names = known[namesake].names
        own = names.get(language)
        return own if own and (language == "en" or own != names.get("en")) else times.place(zone, language)
    if len(known) == 1:
        return next(iter(known.values())).name
    return times.place(zone, language).rpartition("/")[2]


def place_and_offset(moment, zone, city=""):
    """Return 'Shanghai (UTC+8)'; 'UTC' alone where both say the same."""
    name, offset = place(zone, city), times.offset(moment, zone)
    return offset if name == offset else pgettext("place and offset", "%(place)s (%(offset)s)") % {
        "place": name, "offset": offset
    }  # fmt: skip


def weekday(moment):
    """Return the short weekday of an aware moment or a date, in the reader's language."""
    return django_date(moment, "D")


def day_words(day, today, *, near=True):
    """Return a day as people say it: 'tomorrow', 'Wed 3 June', 'Wed 3 June 2027'.

    `near=False` for mails and documents: the whole date with its weekday, which never grows stale.
    """
    if near and abs(day - today) < NEAR:
        return words.day_words(day, today)
    if near and day.year == today.year:
        return django_date(day, words.patterns()[3])
    return django_date(day, WEEKDAY_AND_YEAR.get(get_language() or "en", WEEKDAY_AND_YEAR["en"]))


def day_and_hour(moment, zone, *, near=True):
    """Return 'tomorrow 14:00' or 'Wed 3 June, 14:00' as the clock of `zone` has it."""
    there, here = times.local(moment, zone), times.local(timezone.now(), zone)
    parts = {"day": day_words(there.date(), here.date(), near=near), "time": f"{there:%H:%M}"}
    if near and abs(there.date() - here.date()) < NEAR:
        return pgettext("near day and time", "%(day)s %(time)s") % parts
    return pgettext("day and time", "%(day)s, %(time)s") % parts


def span(start, end, zone, *, day=None):
    """Return '14:00–15:30' in `zone`; the weekday stands before a time that lies on another day than `day` (a date).

    Where the clocks change in between, each end has its distance to UTC.
    """
    first, last = times.local(start, zone), times.local(end, zone)
    one = f"{first:%H:%M}" if day in (None, first.date()) else f"{weekday(first)} {first:%H:%M}"
    two = f"{last:%H:%M}" if first.date() == last.date() else f"{weekday(last)} {last:%H:%M}"
    if first.utcoffset() != last.utcoffset():
        one, two = f"{one} ({times.offset(start, zone)})", f"{two} ({times.offset(end, zone)})"
    return f"{one}–{two}"


def order(zone):
    """Return the zones in which a moment is said: the reader's first, then `zone`; a visitor's is not known (UTC)."""
    mine = timezone.get_current_timezone_name()
    if mine == zone:
        return (zone,)
    return (zone, mine) if mine == "UTC" else (mine, zone)


def other(moment, zone, day, *, end=None, city="", night=False):
    """Return the same moment in another zone: 'Thu 07:00 Shanghai (UTC+8)'; the weekday where its day is not `day`."""
    there = times.local(moment, zone)
    if end is not None:
        hour = span(moment, end, zone, day=day)
        text = f"{hour} {named(moment, end, zone, city)}"
    else:
        hour = f"{there:%H:%M}" if there.date() == day else f"{weekday(there)} {there:%H:%M}"
        text = f"{hour} {place_and_offset(moment, zone, city)}"
    return at_night(text) if night and times.is_night(moment, zone) else text


def named(start, end, zone, city=""):
    """Return the place of a span with its offset; without, where the span says both of a change of clocks."""
    changes = times.offset(start, zone) != times.offset(end, zone)
    return place(zone, city) if changes else place_and_offset(start, zone, city)


def at_night(text):
    """Return an hour with the word that it is at night there (22 to 7)."""
    return _("%(hour)s, at night") % {"hour": text}


def hour_text(moment, zone, city="", *, near=False, night=False):
    """Return a moment for mails and plain files: 'Wed 3 March 2027, 14:00 Copenhagen (UTC+1) · 21:00 Shanghai (UTC+8)'.

    The zone that is active goes first (mails are written in their receiver's); then `zone`, that of the meeting.
    """
    first, *rest = order(zone)
    text = f"{day_and_hour(moment, first, near=near)} {place_and_offset(moment, first, city if first == zone else '')}"
    if night and times.is_night(moment, first):
        text = at_night(text)
    day = times.local(moment, first).date()
    others = [other(moment, one, day, city=city if one == zone else "", night=night) for one in rest]
    return " · ".join([text, *others])


def hours_text(start, end, zone, city="", *, near=False, night=False, day=True):
    """Return a span for mails and plain files: 'Wed 3 March 2027, 14:00–15:00 Copenhagen (UTC+1) · 21:00–22:00 …'.

    `day=False` leaves the first day out, where it stands elsewhere.
    """
    first, *rest = order(zone)
    there, here = times.local(start, first), times.local(timezone.now(), first)
    parts = {"day": day_words(there.date(), here.date(), near=near), "time": span(start, end, first)}
    pattern = (
        pgettext("near day and time", "%(day)s %(time)s")
        if near and abs(there.date() - here.date()) < NEAR
        else pgettext("day and time", "%(day)s, %(time)s")
    )
    said = pattern % parts if day else parts["time"]
    text = f"{said} {named(start, end, first, city if first == zone else '')}"
    if night and times.is_night(start, first):
        text = at_night(text)
    others = [other(start, one, there.date(), end=end, city=city if one == zone else "", night=night) for one in rest]
    return " · ".join([text, *others])


def days_text(first, last, *, near=False):
    """Return whole days, which belong to no clock: 'Wed 3 March 2027', 'Wed 3 March 2027 – Fri 5 March 2027'."""
    today = timezone.localdate()
    one = day_words(first, today, near=near)
    return one if last in (None, first) else f"{one} – {day_words(last, today, near=near)}"


def meeting_text(meeting, *, near=False):
    """Return when a meeting is, for mails and plain files: its hours in both zones, or its days."""
    if meeting.all_day:
        return days_text(meeting.day, meeting.last_day, near=near)
    return hours_text(meeting.starts_at, meeting.ends_at, meeting.zone, city_of(meeting), near=near)


def city_of(meeting):
    """Return the slug of the city that holds a meeting on its own clock, "" if none does."""
    return meeting.city.slug if meeting.city_id and meeting.city.time_zone == meeting.zone else ""


def everywhere(moment, cities=None):
    """Return the same moment in all partner cities, by their clocks: [(place, hour with weekday, offset, is night)].

    `cities`: Places, Cities or slugs; None for all. Days that differ from the reader's have their weekday.
    """
    from network.kit.cities_look import _place

    shown = public_places() if cities is None else [_place(city) for city in cities]
    day = timezone.localtime(moment).date()
    rows = []
    for one in shown:
        there = times.local(moment, one.time_zone)
        hour = f"{there:%H:%M}" if there.date() == day else f"{weekday(there)} {there:%H:%M}"
        rows.append((there.utcoffset(), one.name, one, hour, times.offset(moment, one.time_zone),
                     times.is_night(moment, one.time_zone)))  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1]))
    return [row[2:] for row in rows]
