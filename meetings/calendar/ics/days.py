"""The days of a recurrence rule (RFC 5545 3.3.10): every period is walked day by day, so no rule runs for ever."""

import re
from calendar import isleap, monthrange
from datetime import date, timedelta

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
RANGES = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYSETPOS": 366, "BYWEEKNO": 53}


class Rule:
    """A rule with its numbers read. Raises ValueError for numbers out of their range."""

    def __init__(self, parts, start):
        self.start, self.freq = start, parts["FREQ"]
        self.interval = int(parts.get("INTERVAL", 1))
        self.wkst = WEEKDAYS.index(parts.get("WKST", "MO"))
        self.by = {name: numbers(parts[name], most) for name, most in RANGES.items() if name in parts}
        self.byday = [weekday(one) for one in parts["BYDAY"].split(",")] if "BYDAY" in parts else []
        self.setpos = self.by.pop("BYSETPOS", ())
        if self.freq != "YEARLY" and "BYWEEKNO" in self.by:
            raise ValueError("BYWEEKNO belongs to rules by the year")
        if not self.byday and not {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & set(self.by):
            self._as_the_start()

    def _as_the_start(self):
        """What the rule does not say, its first date says."""
        if self.freq == "YEARLY":
            self.by.setdefault("BYMONTH", (self.start.month,))
        if self.freq in ("YEARLY", "MONTHLY"):
            self.by["BYMONTHDAY"] = (self.start.day,)
        elif self.freq == "WEEKLY":
            self.byday = [(0, self.start.weekday())]

    def days(self, last):
        """Yield the days of the rule from its start to `last`, in order."""
        for first, end in self.periods(last):
            found = [day for day in span(first, end) if self.fits(day)]
            if self.setpos:
                places = {(place - 1 if place > 0 else len(found) + place) for place in self.setpos}
                found = [found[place] for place in sorted(places) if 0 <= place < len(found)]
            for day in found:
                if day > last:
                    return
                if day >= self.start:
                    yield day

    def periods(self, last):
        """Yield (first day, day after the last) of each period of the rule."""
        at = self.start
        if self.freq == "WEEKLY":
            at -= timedelta(days=(at.weekday() - self.wkst) % 7)
        step = {"DAILY": 1, "WEEKLY": 7}.get(self.freq, 0) * self.interval
        month = at.year * 12 + at.month - 1 if self.freq == "MONTHLY" else at.year * 12
        while at <= last:
            if step:
                yield at, at + timedelta(days=step // self.interval)
                at += timedelta(days=step)
                continue
            length = 1 if self.freq == "MONTHLY" else 12
            at = month_start(month)
            if at > last:
                return
            yield at, month_start(month + length)
            month += length * self.interval

    def fits(self, day):
        """Whether a day passes everything that the rule says about days."""
        by = self.by
        if "BYMONTH" in by and day.month not in by["BYMONTH"]:
            return False
        length = monthrange(day.year, day.month)[1]
        if "BYMONTHDAY" in by and day.day not in by["BYMONTHDAY"] and day.day - length - 1 not in by["BYMONTHDAY"]:
            return False
        year = 366 if isleap(day.year) else 365
        number = day.timetuple().tm_yday
        if "BYYEARDAY" in by and number not in by["BYYEARDAY"] and number - year - 1 not in by["BYYEARDAY"]:
            return False
        if "BYWEEKNO" in by:
            weeks = date(day.year, 12, 28).isocalendar().week
            week = day.isocalendar().week
            if week not in by["BYWEEKNO"] and week - weeks - 1 not in by["BYWEEKNO"]:
                return False
        return not self.byday or any(self.is_weekday(day, which, length, number, year) for which in self.byday)

    def is_weekday(self, day, which, length, number, year):
        """Whether a day is the weekday `which` (0: each; n: the nth of its month or year; -n: from the end)."""
        place, weekday = which
        if day.weekday() != weekday:
            return False
        if not place or self.freq in ("DAILY", "WEEKLY"):
            return True
        within = (number, year) if self.freq == "YEARLY" and "BYMONTH" not in self.by else (day.day, length)
        return place in ((within[0] - 1) // 7 + 1, -((within[1] - within[0]) // 7 + 1))


def span(first, end):
    """Yield the days from `first` until before `end`."""
    for at in range((end - first).days):
        yield first + timedelta(days=at)


def month_start(month):
    """Return the first day of a month counted from year 0."""
    return date(month // 12, month % 12 + 1, 1)


def numbers(value, most):
    """Return the numbers of a BY… part. Raises ValueError out of ±1..most."""
    found = tuple(int(one) for one in value.split(","))
    if any(not 1 <= abs(one) <= most for one in found):
        raise ValueError("out of range")
    return found


def weekday(value):
    """Return (which of the month or year, 0: each; weekday) of one word of BYDAY. Raises ValueError."""
    found = BYDAY.fullmatch(value)
    if not found or (found[1] is not None and not 1 <= abs(int(found[1])) <= 53):
        raise ValueError("no weekday")
    return int(found[1] or 0), WEEKDAYS.index(found[2])
