"""All dates of a calendar between two moments: rules walked on wall times, exceptions matched by instant."""

from datetime import UTC, datetime, timedelta

from meetings.calendar.ics import rules
from meetings.calendar.ics.reading import ended, newest
from meetings.calendar.ics.things import Unreadable

MOST = 20_000


def occurrences(calendar, first, last):
    """Return [(uid, original start, start, end, summary, status)] between two aware moments, in order.

    Whole days and times without a zone are compared as if they were in UTC, and returned as they are. A date that was
    cancelled is among them with its STATUS. Raises Unreadable past 20,000 dates.
    """
    events = newest(zip(calendar.events, calendar.zones, strict=True))
    out = []
    uids = {uid for uid, _recurrence in events}
    for uid in uids:
        own = [one for (name, _recurrence), one in events.items() if name == uid]
        out += _of_one(own, first, last)
        if len(out) > MOST:
            raise Unreadable(f"The calendar has more than {MOST} dates.", "size")
    return sorted(out, key=lambda row: (comparable(row[2]), row[0]))


def comparable(when):
    """Return a moment, a day or a naive time as something that all of them can be compared by."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _of_one(events, first, last):
    """Return the dates of one UID: of its master with all that replaces them."""
    master = next((one for one in events if one[0].recurrence is None), None)
    overrides = {key(one.recurrence): (one, zones) for one, zones in events if one.recurrence is not None}
    following = sorted(
        (
            (comparable(one.recurrence), one, zones)
            for one, zones in events
            if one.recurrence is not None and one.ranges
        ),
        key=lambda row: row[0],
    )
    rows, used = [], set()
    for original, start, end in _dates(*master, first, last) if master else ():
        one, moved = master[0], (start, end)
        name = key(original)
        used.add(name)
        if name in overrides:
            one, _zones = overrides[name]
            moved = (one.start, one.end)
        else:
            later = [row for row in following if row[0] <= comparable(original)]
            if later:
                one, zones = later[-1][1:]
                moved = _shifted(original, one, zones)
        rows.append((one, original, *moved))
    # What replaces a date that the rule does not have, or whose rule is in no file, still takes place.
    rows += [(one, one.recurrence, one.start, one.end) for name, (one, _zones) in overrides.items() if name not in used]
    words = master[0] if master else None
    return [
        (one.uid, original, start, end, one.summary or (words.summary if words else ""), one.status)
        for one, original, start, end in rows
        if comparable(start) < last and (comparable(end) > first or comparable(start) >= first)
    ]


def key(when):
    """Return by what a date of a series is found: its instant, or its day."""
    return comparable(when) if isinstance(when, datetime) else when


def _shifted(original, one, zones):
    """Return (start, end) of a date after one that was changed 'and all that follow': shifted by wall time."""
    if isinstance(one.start, datetime) and isinstance(one.recurrence, datetime) and one.zone:
        tz = zones.named(one.zone)
        if tz is not None and not hasattr(tz, "moment"):
            was, now = (when.astimezone(tz).replace(tzinfo=None) for when in (one.recurrence, one.start))
            wall = original.astimezone(tz).replace(tzinfo=None) + (now - was)
            start = zones.moment(wall, one.zone)
            return start, ended(start, wall, one.length, zones, one.zone)
    start = original + (one.start - one.recurrence)
    return start, start + (one.end - one.start)


def _dates(event, zones, first, last):
    """Yield (original, start, end) of a master: its start, rules and RDATEs, without EXDATEs, each once."""
    gone = {key(one) for one in event.exdates}
    days = {one for one in event.exdates if not isinstance(one, datetime)}
    periods = {key(start): end for start, end in event.dates if end is not None}
    seen = set()
    for original in _originals(event, zones, first, last):
        name = key(original)
        if (
            name in seen
            or name in gone
            or (days and isinstance(original, datetime) and _day(original, event, zones) in days)
        ):
            continue
        seen.add(name)
        if name in periods:
            yield original, original, periods[name]
            continue
        wall = _wall(original, event, zones)
        yield original, original, ended(original, wall, event.length, zones, event.zone)


def _wall(original, event, zones):
    tz = zones.named(event.zone) if event.zone else zones.floating
    if not isinstance(original, datetime) or original.tzinfo is None or tz is None or event.in_utc:
        return original.replace(tzinfo=None) if isinstance(original, datetime) else original
    if hasattr(tz, "moment"):
        return (original + tz.at(original)).replace(tzinfo=None)
    return original.astimezone(tz).replace(tzinfo=None, fold=0)


def _day(original, event, zones):
    return _wall(original, event, zones).date()


def _originals(event, zones, first, last):
    yield event.start
    for rule in event.rules:
        yield from _walked(event, zones, rule, first, last)
    for start, _end in event.dates:
        yield start


def _walked(event, zones, rule, first, last):
    """Yield the dates of one rule, UNTIL inclusive, whether it is told in UTC, as wall time, or as a day."""
    is_day = not isinstance(event.wall, datetime)
    start = datetime.combine(event.wall, datetime.min.time()) if is_day else event.wall
    until = rules.until_of(rule)
    limit = comparable(last).replace(tzinfo=None) + timedelta(days=2)
    length = timedelta(days=event.length[0] + 2) + event.length[1]
    since = comparable(first).replace(tzinfo=None) - length
    for wall in rules.walls(rule, start, until=limit, since=since):
        if is_day:
            day = wall.date()
            if until is not None and day > (until.date() if isinstance(until, datetime) else until):
                return
            yield day
            continue
        moment = wall.replace(tzinfo=UTC) if event.in_utc else zones.moment(wall, event.zone)
        if until is not None and _is_over(wall, moment, until):
            return
        yield moment


def _is_over(wall, moment, until):
    if not isinstance(until, datetime):
        return wall.date() > until
    if until.tzinfo is None or moment.tzinfo is None:
        return wall > until.replace(tzinfo=None)
    return moment > until
