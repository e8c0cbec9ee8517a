"""Hours that do not exist or come twice: their readings, to choose from."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.calendar import saying, times


def reading(moment, zone):
    """Return one reading of an hour in words: 'Wed 28 March 2027, 03:30 Copenhagen (UTC+2), that is 01:30 UTC'."""
    there = f"{saying.day_and_hour(moment, zone, near=False)} {saying.place_and_offset(moment, zone)}"
    return _("%(hour)s, that is %(utc)s in UTC") % {"hour": there, "utc": f"{times.local(moment, 'UTC'):%H:%M}"}


def readings(wall, zone):
    """Return [(value, words)] to choose from where the naive `wall` time is left out or comes twice, else [].

    Values: 'before|…', 'after|…', 'first|…', 'second|…', with the wall time and zone that they answer.
    """
    found, tail = times.instants(wall, zone), f"{wall.isoformat()}|{zone}"
    if len(found) == 1:
        return []
    if found:
        names, moments = ("first", "second"), found
    else:
        names = ("before", "after")
        moments = [times.instants(one, zone)[0] for one in times.neighbours(wall, zone)]
    return [(f"{name}|{tail}", reading(moment, zone)) for name, moment in zip(names, moments, strict=True)]


def chosen(choice, wall, zone):
    """Return (naive wall time, is_second) that a choice of `readings` means."""
    name = choice.partition("|")[0]
    if name in ("before", "after"):
        before, after = times.neighbours(wall, zone)
        return (before if name == "before" else after), False
    return wall, name == "second"


def wall_words(wall):
    """Return a wall time in words: 'Wed 28 March 2027, 02:30'."""
    day = saying.day_words(wall.date(), wall.date(), near=False)
    return pgettext("day and time", "%(day)s, %(time)s") % {"day": day, "time": f"{wall:%H:%M}"}
