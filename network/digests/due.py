"""When a letter is due: pure functions over zones and choices; the present is always an argument."""

from datetime import UTC, datetime, time, timedelta

from network.digests.terms import Frequency
from network.kit.clock import at as moment_at
from network.kit.clock import local


def last_due(now, zone, frequency, *, weekday=0, monthday=1, hour=7):
    """Return (moment, period) of the latest due instant not after `now`, or None if letters are off.

    `now` is aware; `zone` an IANA name; the period names the local date, so that each exists once: 'weekly:2026-11-23'.
    An hour that daylight saving skips means the next one that exists.
    """
    if frequency == Frequency.OFF:
        return None
    day = local(now, zone).date() + timedelta(days=1)
    for _ in range(40):
        if _fits(day, frequency, weekday, monthday):
            moment = moment_at(datetime.combine(day, time(hour)), zone)
            if moment <= now:
                return moment.astimezone(UTC), f"{frequency}:{day.isoformat()}"
        day -= timedelta(days=1)
    raise AssertionError("a due day lies within any 40 days")


def _fits(day, frequency, weekday, monthday):
    if frequency == Frequency.WEEKLY:
        return day.weekday() == weekday
    if frequency == Frequency.MONTHLY:
        return day.day == monthday
    return True
