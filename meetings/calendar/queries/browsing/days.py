"""Where meetings stand on the reader's calendar: by day, in a month of weeks, in an agenda with its gaps."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from django.utils import timezone
from django.utils.dateformat import format as django_date
from django.utils.translation import get_language

from meetings.calendar import times
from network.kit import clock, words

DAY = timedelta(days=1)
MOST_DAYS = 62


@dataclass
class Standing:
    """A meeting on one day: from when to when on the reader's clock, and whether it goes on from the day before."""

    meeting: object
    starts: str = ""
    until: str = ""


@dataclass
class Day:
    """One day of the reader's calendar."""

    day: date
    standings: list = field(default_factory=list)
    is_today: bool = False
    is_other: bool = False

    @property
    def label(self):
        """The day with its weekday."""
        return django_date(self.day, words.patterns()[3])


@dataclass
class Gap:
    """Days in a row on which nothing is planned."""

    first: date
    days: int


def days_of(meeting, zone):
    """Return [(day, Standing)] of the days on which a meeting lies for a reader in `zone`.

    Whole days belong to no clock: they stand where they were said. A meeting past midnight stands on both days.
    """
    if meeting.all_day:
        count = (meeting.last_day - meeting.day).days + 1
        return [(meeting.day + n * DAY, Standing(meeting)) for n in range(min(count, MOST_DAYS))]
    start, end = times.local(meeting.starts_at, zone), times.local(meeting.ends_at, zone)
    found, day = [], start.date()
    while len(found) < MOST_DAYS and (day == start.date() or _midnight(day, zone) < meeting.ends_at):
        found.append((day, Standing(meeting, f"{start:%H:%M}" if day == start.date() else "",
                                    f"{end:%H:%M}" if day == end.date() else "")))  # fmt: skip
        day += DAY
    return found


def _midnight(day, zone):
    return clock.at(datetime.combine(day, datetime.min.time()), zone)


def span_of(first, last, zone):
    """Return the moments between which whatever stands on the days `first` to `last` lies, wherever it was planned.

    Whole days are kept as midnights of their own zone, so the span is a day wider on both sides.
    """
    return _midnight(first - DAY, zone), _midnight(last + 2 * DAY, zone)


def by_day(meetings, first, last, zone):
    """Return {day: [Standing]} for the days from `first` to `last`: whole days first, then by the hour."""
    found = {}
    for meeting in meetings:
        for day, standing in days_of(meeting, zone):
            if first <= day <= last:
                found.setdefault(day, []).append(standing)
    for standings in found.values():
        standings.sort(key=lambda one: (not one.meeting.all_day, one.starts, one.meeting.starts_at, one.meeting.pk))
    return found


def first_weekday(member=None):
    """Return the weekday (0: Monday) with which the reader's weeks begin: by language and, of members, country."""
    language = {"zh-hans": "zh_Hans"}.get(get_language() or "en", get_language() or "en")
    city = getattr(member, "home_city", None) if member is not None and member.is_authenticated else None
    for name in ([f"{language}_{city.country}"] if city else []) + [language]:
        try:
            return Locale.parse(name).first_week_day
        except (UnknownLocaleError, ValueError):
            # CLDR knows no Danish of Canada: then the country's own way counts.
            if city:
                return _of_country(city.country)
    return 0


def _of_country(country):
    try:
        return Locale.parse(f"und_{country}").first_week_day
    except (UnknownLocaleError, ValueError):
        return 0


def month_of(year, number, begins):
    """Return (first, last day shown, first, last day of the month) of a month in whole weeks that begin on `begins`."""
    first = date(year, number, 1)
    last = (date(year + number // 12, number % 12 + 1, 1)) - DAY
    start = first - timedelta(days=(first.weekday() - begins) % 7)
    end = last + timedelta(days=(begins + 6 - last.weekday()) % 7)
    return start, end, first, last


def weeks(found, start, end, first, last):
    """Return the weeks of a month as lists of seven Days."""
    today = timezone.localdate()
    days = [
        Day(start + n * DAY, found.get(start + n * DAY, []), start + n * DAY == today,
            not first <= start + n * DAY <= last)
        for n in range((end - start).days + 1)
    ]  # fmt: skip
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def agenda(found, first, last):
    """Return Days and Gaps in their order from `first` to `last`; two free days in a row are a gap, one is not."""
    rows, free, today = [], 0, timezone.localdate()
    day = first
    while day <= last + DAY:
        standings = found.get(day) if day <= last else ()
        if standings or day > last:
            if free > 1:
                rows.append(Gap(day - free * DAY, free))
            free = 0
            if standings:
                rows.append(Day(day, standings, day == today))
        else:
            free += 1
        day += DAY
    return rows
