"""Rules by which series go on, as people choose them: every week, two, four weeks, or a weekday of the month.

A rule is text of RFC 5545 and walks on naive wall times (`ics/rules.py`): 15:00 stays 15:00 when the clocks change.
Which instant a wall time names, and whether it exists, is asked of `times` for each date.
"""

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.calendar import times
from meetings.calendar.ics import rules
from network.kit.clock import zone as zone_of

WEEKLY, FORTNIGHTLY, FOUR_WEEKLY, MONTHLY, LAST = "weekly", "fortnightly", "four_weekly", "monthly", "monthly_last"
FREQUENCIES = {
    WEEKLY: _("every week"),
    FORTNIGHTLY: _("every two weeks"),
    FOUR_WEEKLY: _("every four weeks"),
    MONTHLY: _("every month, on the same weekday (the second Wednesday)"),
    LAST: _("every month, on the last such weekday"),
}
PARTS = {WEEKLY: "FREQ=WEEKLY", FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2", FOUR_WEEKLY: "FREQ=WEEKLY;INTERVAL=4"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ORDINALS = {
    1: pgettext_lazy("weekday of a month", "first"),
    2: pgettext_lazy("weekday of a month", "second"),
    3: pgettext_lazy("weekday of a month", "third"),
    4: pgettext_lazy("weekday of a month", "fourth"),
    -1: pgettext_lazy("weekday of a month", "last"),
}
AHEAD = timedelta(days=549)
"""How far dates are written into the tables: 18 months."""


def text(frequency, day):
    """Return the rule of a frequency for a series whose first date is `day`, without an end."""
    if frequency in PARTS:
        return PARTS[frequency]
    weekday = DAYS[day.weekday()]
    number = (day.day - 1) // 7 + 1
    # A fifth Wednesday is not in every month: it is the last.
    return f"FREQ=MONTHLY;BYDAY={-1 if frequency == LAST or number == 5 else number}{weekday}"


def fits(frequency, day):
    """Whether a series of this frequency can begin on `day`: 'the last' begins on a last one."""
    return frequency != LAST or (day + timedelta(days=7)).month != day.month


def counted(rule, count):
    """Return `rule` with an end after `count` dates."""
    return f"{endless(rule)};COUNT={count}"


def until(rule, wall, zone):
    """Return `rule` with the naive wall time `wall` in `zone` as its last; UNTIL is told in UTC (RFC 5545 3.3.10)."""
    return f"{endless(rule)};UNTIL={instant(wall, zone):%Y%m%dT%H%M%SZ}"


def endless(rule):
    """Return `rule` without COUNT and UNTIL."""
    kept = [part for part in rule.split(";") if part and not part.startswith(("COUNT=", "UNTIL="))]
    return ";".join(kept)


def is_endless(rule):
    """Whether a rule goes on for ever."""
    return bool(rule) and endless(rule) == rule


def walls(rule, first, zone, last):
    """Return the naive wall times of a rule from the naive `first` on, as far as its end or `last` (a date).

    Raises `ics.Unreadable` for a rule that is none.
    """
    end = datetime.combine(last, datetime.max.time())
    stop = rules.until_of(rule)
    if isinstance(stop, datetime):
        local = stop.astimezone(zone_of(zone)).replace(tzinfo=None, fold=0) if stop.tzinfo else stop
        end = min(end, local)
    elif stop is not None:
        end = min(end, datetime.combine(stop, datetime.max.time()))
    return list(rules.walls(rule, first, until=end))


def instant(wall, zone):
    """Return the UTC moment of a wall time: one that is left out moves on by the gap, of two the first is meant."""
    found = times.instants(wall, zone)
    return found[0] if found else times.instants(times.neighbours(wall, zone)[1], zone)[0].astimezone(UTC)


def frequency_of(rule):
    """Return which of FREQUENCIES a rule is, "" for another."""
    plain = endless(rule)
    for name, parts in PARTS.items():
        if plain == parts:
            return name
    if plain.startswith("FREQ=MONTHLY;BYDAY="):
        return LAST if plain[19:21] == "-1" else MONTHLY
    return ""


def words(rule, first):
    """Return how a rule reads: 'every two weeks on Wednesdays'; `first` is a date. "" where dates were chosen."""
    from django.utils.dateformat import format as django_date

    name = frequency_of(rule)
    if not name:
        return ""
    day = django_date(first, "l")
    if name in PARTS:
        patterns = {
            WEEKLY: _("every week on %(day)s"),
            FORTNIGHTLY: _("every two weeks on %(day)s"),
            FOUR_WEEKLY: _("every four weeks on %(day)s"),
        }
        return patterns[name] % {"day": day}
    number = int(endless(rule)[19:-2])
    return _("every month on the %(which)s %(day)s") % {"which": ORDINALS.get(number, number), "day": day}


def end_of(rule):
    """Return ("count", n), ("until", aware UTC moment) or ("", None)."""
    found = rules.parts(rule) if rule else {}
    if "COUNT" in found:
        return "count", int(found["COUNT"])
    moment = rules.until_of(rule) if rule else None
    return ("until", moment) if moment else ("", None)
