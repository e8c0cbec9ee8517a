"""A series as its invitation tells it: one rule where every reader gets it right, else dates that need no rule.

Why there are three forms (each was read back with seven readers):

- RULE: master with RRULE, TZID and our VTIMEZONE, EXDATE for what was cancelled, RECURRENCE-ID for what was moved. All
  readers that know recurrence agree on it as long as the zone's law is old enough to be known everywhere.
- ANCHORED: the same, and every date stands there once more as an override in UTC. For zones whose law changed within 24
  months: a reader that trusts its own old rules computes the place in the series and the override's key with the same
  error, finds its override, and takes the instant from there. One UID, one answer for the whole, as with RULE.
- DATES: one VEVENT a date, in UTC, each with its own UID. For rules that readers walk differently (the 31st, 29
  February, places in a set, a date in an hour that was left out or came twice) and for dates chosen one by one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from meetings.calendar.ics import rules
from meetings.calendar.ics.zones import is_double, is_gap, is_settled, moment, zone

RULE, ANCHORED, DATES = "rule", "anchored", "dates"
PLAIN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"}


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a series: `original` names it (UTC, or a date), start and end are where it stands now."""

    original: datetime | date
    start: datetime | date
    end: datetime | date
    is_cancelled: bool = False
    summary: str = ""

    def is_moved(self, length):
        """Whether it stands elsewhere than the rule has it, or lasts longer or shorter."""
        return self.start != self.original or self.end - self.start != length


def form_of(base, dates, today):
    """Return RULE, ANCHORED or DATES for a series: `base` is its master, `today` an aware moment."""
    if not base.rrule or not dates or not is_plain(base):
        return DATES
    known = {one.original for one in dates}
    ahead = originals(base, max(known))
    if not known <= set(ahead) or ahead[0] != base.start:
        return DATES
    if base.all_day:
        return RULE
    tz = zone(base.zone)
    walls = [one.astimezone(tz).replace(tzinfo=None) for one in ahead]
    begin = base.start.astimezone(tz).time()
    if any(wall.time() != begin or is_double(wall, tz) for wall in walls):
        return DATES
    last = max(max(one.end for one in dates), rules.last_start(base.start, base.rrule, base.zone))
    return RULE if is_settled(base.zone, min(base.start, today), last, today) else ANCHORED


def is_plain(base):
    """Whether every reader walks this rule alike, beginning with the start itself."""
    found = rules.parts(base.rrule)
    start = base.start if base.all_day else base.start.astimezone(zone(base.zone))
    if not set(found) <= PLAIN or (found["FREQ"] == "YEARLY" and set(found) & {"BYDAY", "BYMONTHDAY"}):
        return False
    if found["FREQ"] in ("MONTHLY", "YEARLY") and "BYDAY" not in found and start.day > 28:
        return False
    if found["FREQ"] == "MONTHLY" and "BYDAY" in found and ("BYMONTHDAY" in found or "," in found["BYDAY"]):
        return False
    if found["FREQ"] in ("DAILY", "WEEKLY") and "BYMONTHDAY" in found:
        return False
    if any(one.lstrip("+-")[0] == "5" for one in found.get("BYDAY", "MO").split(",")):
        return False
    return not any(abs(int(one)) > 28 or one.startswith("-") for one in found.get("BYMONTHDAY", "1").split(","))


def originals(base, last):
    """Return the original starts of a rule in order, up to `last`: UTC moments, or dates where whole days are meant."""
    if base.all_day:
        first = datetime.combine(base.start, datetime.min.time())
        until = min(end_of(base, None) or datetime.max, datetime.combine(last, datetime.min.time()))
        return [wall.date() for wall in rules.walls(base.rrule, first, until=until)]
    tz = zone(base.zone)
    first = base.start.astimezone(tz).replace(tzinfo=None, fold=0)
    until = min(end_of(base, tz) or datetime.max, last.astimezone(tz).replace(tzinfo=None) + timedelta(hours=3))
    return [one for one in (moment(wall, tz) for wall in rules.walls(base.rrule, first, until=until)) if one <= last]


def end_of(base, tz):
    """Return UNTIL as naive wall time, None where the rule has none."""
    until = rules.until_of(base.rrule)
    if until is None:
        return None
    if not isinstance(until, datetime):
        return datetime.combine(until, datetime.max.time())
    return until.astimezone(tz).replace(tzinfo=None, fold=0) if until.tzinfo and tz else until.replace(tzinfo=None)


def events(base, dates, *, today):
    """Return (events of the calendar file, form) of a series.

    `base` is an Event with the series' uid, first start, zone and rrule, and whatever else its events share; `dates`
    are all of its dates that stand ([Date], those that were cancelled too). A date that the rule has and `dates` have
    not counts as cancelled.
    """
    form = form_of(base, dates, today)
    length = base.end - base.start
    if form == DATES:
        return [alone(base, one) for one in dates if not one.is_cancelled], form
    standing = {one.original: one for one in dates if not one.is_cancelled}
    gone = tuple(one for one in originals(base, last_of(base, dates)) if one not in standing)
    out = [replace(base, rrule=in_utc(base), exdates=gone)]
    for one in sorted(standing.values(), key=lambda each: each.original):
        if form == ANCHORED or one.is_moved(length) or one.summary not in ("", base.summary):
            out.append(override(base, one, in_utc=form == ANCHORED))
    return out, form


def last_of(base, dates):
    """Return the last original start that must be told apart."""
    last = max(one.original for one in dates)
    if "COUNT" not in rules.parts(base.rrule) and rules.until_of(base.rrule) is None:
        return last
    if base.all_day:
        return max([last, *originals(base, last + rules.ENDLESS)])
    return max(last, rules.last_start(base.start, base.rrule, base.zone))


def in_utc(base):
    """Return the rule with UNTIL as readers expect it: a date for whole days, else the last start in UTC, inclusive."""
    found = rules.parts(base.rrule)
    if "UNTIL" in found:
        until = rules.until_of(base.rrule)
        if base.all_day:
            found["UNTIL"] = f"{until:%Y%m%d}"
        else:
            tz = zone(base.zone)
            starts = originals(base, moment(end_of(base, tz), tz))
            found["UNTIL"] = f"{(starts[-1] if starts else base.start):%Y%m%dT%H%M%SZ}"
    return ";".join(f"{name}={value}" for name, value in found.items())


def override(base, one, in_utc=False):
    """Return the event that stands for one date of the rule; its place in the series is told as wall time."""
    return replace(
        base, start=one.start, end=one.end, recurrence=one.original, rrule="", exdates=(), in_utc=in_utc,
        summary=one.summary or base.summary,
    )  # fmt: skip


def alone(base, one):
    """Return a date as an event of its own, in UTC: its UID has the original start, so it stays when it is moved."""
    return replace(
        base, uid=uid_of(base.uid, one.original), start=one.start, end=one.end, zone=None, rrule="", exdates=(),
        summary=one.summary or base.summary, related_to="",
    )  # fmt: skip


def uid_of(uid, original):
    """Return the UID of one date of a series, by its original start."""
    name, sign, host = uid.rpartition("@")
    word = original.strftime("%Y%m%dT%H%M%SZ" if isinstance(original, datetime) else "%Y%m%d")
    return f"{name}-{word}@{host}" if sign else f"{uid}-{word}"


def gaps(walls, zone_name):
    """Return those naive wall times that do not exist in the zone."""
    tz = zone(zone_name)
    return [wall for wall in walls if is_gap(wall, tz)]
