"""A season in fair turns as its page shows it: which days, the proved plan, and what other ways would cost."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from meetings.calendar import saying, times
from meetings.calendar.models import Attendance
from meetings.polls import planner
from meetings.polls.pain import is_night, pain
from meetings.polls.queries import ledger
from meetings.polls.queries.holidays import days_off
from meetings.polls.queries.parties import weights_of
from meetings.polls.queries.reasons import Reason
from network.cities.models import City

AWAY = (1, -1, 2, -2, 3, -3)
"""Days by which a date is moved when somebody has the day off; the nearest first."""
SECONDS = 5


@dataclass
class Cell:
    """One meeting in one city."""

    city: City
    clock: str
    """'21:00', there."""
    weekday: str
    """The short weekday there where it is not that of the date in UTC, else ""."""
    is_night: bool
    points: int


@dataclass
class Row:
    """One date of the season: its start, its hour in every city, and why it is not on the day of the rhythm."""

    start: datetime
    cells: list
    wished: object
    reasons: list = field(default_factory=list)

    @property
    def iso(self):
        """The start as ISO 8601 in UTC, as forms take it."""
        return self.start.isoformat()


@dataclass
class Share:
    """What a city bears: now, before, and by the two usual ways; None where these suit nobody."""

    city: City
    points: int
    nights: int
    carried: int
    fixed: int | None
    in_turn: int | None


@dataclass
class Season:
    """A planned season."""

    rows: list
    shares: list
    left_out: list
    """[(day, [Reason])] of dates for which no day near suits all."""
    is_proved: bool

    @property
    def worst(self):
        """(city, points) of whoever bears most in this season."""
        share = max(self.shares, key=lambda one: one.points)
        return share.city, share.points

    @property
    def worst_fixed(self):
        """The most that a city would bear at the best fixed hour, None where none suits all."""
        return max((one.fixed for one in self.shares), default=None) if self.shares[0].fixed is not None else None

    @property
    def worst_in_turn(self):
        """The most that a city would bear if each chose the hour in turn, None where that suits nobody."""
        return max((one.in_turn for one in self.shares), default=None) if self.shares[0].in_turn is not None else None


def cities_of(series):
    """Return the cities of those who are asked to a series, or come to its meetings, by name."""
    standing = series.standings.filter(member__home_city__isnull=False).values("member__home_city")
    coming = Attendance.objects.filter(meeting__series=series, removed_at=None, member__home_city__isnull=False)
    return (
        City.objects.filter(pk__in=standing) | City.objects.filter(pk__in=coming.values("member__home_city"))
    ).distinct()


def season_of(cities, days, minutes, *, carried=None):
    """Return the Season for `cities` (City) on the UTC `days`, `minutes` each; `carried`: {slug: points} of before.

    Raises planner.Impossible where no day is left.
    """
    cities = sorted(cities, key=lambda city: city.slug)
    known = weights_of(cities)
    zones = {}
    for city in cities:
        zones.setdefault(city.time_zone, []).append(city)
    # Cities of one zone hear the same hour: what is worse for one of them counts.
    hours = {
        zone: tuple(max(row) for row in zip(*(known[one.pk][0] for one in here), strict=True))
        for zone, here in zones.items()
    }
    first, last = min(days) - timedelta(days=5), max(days) + timedelta(days=5)
    off = {city.pk: days_off(first, last, city.country, known[city.pk][1]) for city in cities}
    free = {zone: frozenset(one.day for city in here for one in off[city.pk].values()) for zone, here in zones.items()}
    taken, wished, left_out = [], [], []
    for day in days:
        found = next((near for near in _near(day) if near not in taken and _suits(near, minutes, zones, free)), None)
        if found is None:
            left_out.append((day, _why(day, cities, off, known)))
        else:
            taken.append(found)
            wished.append(day)
    if not taken:
        raise planner.Impossible("no day is left")
    before = {zone: max((carried or {}).get(one.slug, 0) for one in here) for zone, here in zones.items()}
    least = min(before.values())
    before = {zone: points - least for zone, points in before.items()}
    order = sorted(range(len(taken)), key=lambda place: taken[place])
    taken, wished = [taken[place] for place in order], [wished[place] for place in order]
    words = {"hours": hours, "days_off": free}
    found = planner.plan(list(zones), taken, minutes, carried=before, seconds=SECONDS, **words)
    other = planner.compare(list(zones), taken, minutes, **words)
    rows = [
        Row(
            start,
            [_cell(city, start, minutes, known[city.pk][0], start.date()) for city in cities],
            wish,
            _why(wish, cities, off, known) if start.astimezone(UTC).date() != wish else [],
        )
        for start, wish in zip(found.schedule, wished, strict=True)
    ]
    shares = [
        Share(
            city,
            sum(cell.points for row in rows for cell in row.cells if cell.city == city),
            sum(cell.is_night for row in rows for cell in row.cells if cell.city == city),
            before[city.time_zone],
            *((other[way] or {}).get(city.time_zone) for way in ("fixed", "in_turn")),
        )
        for city in cities
    ]
    return Season(rows, shares, left_out, found.is_proved)


def _near(day):
    return [day, *(day + timedelta(days=away) for away in AWAY)]


def _suits(day, minutes, zones, free):
    midnight = datetime.combine(day, time(), UTC)
    return any(
        planner.vector(midnight + step * timedelta(minutes=30), minutes, list(zones), None, free) is not None
        for step in range(48)
    )


def _why(day, cities, off, known):
    """Return Reasons why a day does not do: holidays first; a weekend is said once."""
    found = []
    for city in cities:
        one = off[city.pk].get(day.toordinal())
        if one is not None:
            found.append(Reason(one.kind, city.slug, None, city.time_zone, day, city.country, known[city.pk][1]))
    holidays = [one for one in found if one.kind == "holiday"]
    return holidays or found[:1]


def _cell(city, start, minutes, weights, day):
    local = times.local(start, city.time_zone)
    return Cell(
        city,
        f"{local:%H:%M}",
        saying.weekday(local.date()) if local.date() != day else "",
        is_night(start, minutes, city.time_zone),
        pain(start, minutes, city.time_zone, weights=weights),
    )


def balance_of(series, cities):
    """Return {slug: points} that the season has to make up for."""
    return ledger.balance(series, [city.slug for city in cities])
