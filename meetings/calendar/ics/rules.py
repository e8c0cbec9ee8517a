"""Recurrence rules: checked before anything is computed from them, and walked through on naive wall times."""

import re
from datetime import UTC, datetime, timedelta
from itertools import islice

from meetings.calendar.ics.days import Rule
from meetings.calendar.ics.things import Unreadable
from meetings.calendar.ics.zones import moment, zone

FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
PARTS = {
    "FREQ", "COUNT", "UNTIL", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "BYWEEKNO",
}  # fmt: skip
MOST_DATES = 3000
MOST_VALUES = 60
ENDLESS = timedelta(days=3660)
"""How far a rule without end is walked."""
LONGEST = timedelta(days=120 * 366)
MOST_COUNTED = 120 * 366


def parts(rule):
    """Return the parts of an RRULE's text as {name: value}. Raises Unreadable for rules that nobody meets by."""
    if len(rule) > 500:
        raise Unreadable("The recurrence rule is too long.", "rule")
    found = {}
    for part in filter(None, rule.strip().upper().split(";")):
        name, _sign, value = part.partition("=")
        if name not in PARTS and name not in ("BYHOUR", "BYMINUTE", "BYSECOND") and not name.startswith("X-"):
            raise Unreadable(f"The recurrence rule has a part that is unknown: {name[:20]!r}.", "rule")
        if name in found:
            raise Unreadable(f"The recurrence rule has {name} twice.", "rule")
        if value.count(",") >= MOST_VALUES or not re.fullmatch(r"[A-Z0-9,+-]+", value):
            raise Unreadable(f"The recurrence rule's {name[:20]} cannot be read.", "rule")
        found[name] = value
    if found.get("FREQ") not in FREQUENCIES:
        raise Unreadable("A rule repeats by the day, week, month or year; nothing shorter.", "rule")
    if {"BYHOUR", "BYMINUTE", "BYSECOND"} & set(found):
        raise Unreadable("A rule with hours, minutes or seconds of its own is not taken.", "rule")
    for name, most in (("COUNT", MOST_DATES), ("INTERVAL", 1000)):
        if name in found and not (found[name].isdigit() and len(found[name]) < 10 and 1 <= int(found[name]) <= most):
            raise Unreadable(f"The recurrence rule's {name} must lie between 1 and {most}.", "rule")
    if "COUNT" in found and "UNTIL" in found:
        raise Unreadable("A rule has COUNT or UNTIL, not both.", "rule")
    return found


def walls(rule, start, until=None, since=None):
    """Yield the naive wall times of a rule from the naive `start`: at most MOST_DATES that are not before `since`.

    `until` is the last that counts (naive, inclusive), without it a rule is walked for thirty years; UNTIL in the
    rule's text is left to the caller, for it is told in UTC. Raises Unreadable for a rule that is none.
    """
    found = parts(rule)
    last = min(until, start + LONGEST) if until is not None else start + ENDLESS * 3
    most = int(found.get("COUNT", MOST_COUNTED))
    told = 0
    try:
        for day in islice(Rule(found, start.date()).days(last.date()), most):
            wall = datetime.combine(day, start.time())
            if wall > last or told >= MOST_DATES:
                return
            if since is None or wall >= since:
                told += 1
                yield wall
    except (ValueError, OverflowError) as error:
        raise Unreadable("The recurrence rule cannot be read.", "rule") from error


def until_of(rule):
    """Return UNTIL of a rule: an aware UTC moment, a naive one or a date as it was told; None where there is none."""
    value = parts(rule).get("UNTIL")
    if not value:
        return None
    try:
        if len(value) == 8:
            return datetime.strptime(value, "%Y%m%d").date()
        if value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return datetime.strptime(value, "%Y%m%dT%H%M%S")
    except ValueError as error:
        raise Unreadable("UNTIL of the recurrence rule cannot be read.", "rule") from error


def last_start(start, rule, zone_name):
    """Return the UTC moment of the last date of a rule, at most ten years on where it has no end."""
    until = until_of(rule)
    if until is not None:
        if not isinstance(until, datetime):
            until = datetime.combine(until, datetime.max.time())
        return until if until.tzinfo else moment(until, zone(zone_name))
    tz = zone(zone_name)
    wall = first = start.astimezone(tz).replace(tzinfo=None, fold=0)
    for one in walls(rule, first, until=first + ENDLESS):
        wall = one
    return moment(wall, tz)
