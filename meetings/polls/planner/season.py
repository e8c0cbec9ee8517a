"""A season of meetings: one start for each day, so that the worst-off place bears as little as can be."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time

from meetings.polls.planner.pain import HALF, Impossible, vector, zone_of
from meetings.polls.planner.programme import least

STARTS = 48


@dataclass(frozen=True)
class Plan:
    """A planned season.

    `schedule`: aware UTC starts in the order of the days; `burden`: {zone: points of this season}; `carried`:
    {zone: points from before}; `is_proved`: whether no plan is better (else it is the best that was found in time).
    """

    schedule: tuple
    burden: dict
    carried: dict
    is_proved: bool

    @property
    def worst(self):
        """The points of whoever bears most, with what was carried over."""
        return max(points + self.carried[zone] for zone, points in self.burden.items())


def plan(zones, dates, minutes, *, hours=None, days_off=None, carried=None, seconds=10):
    """Return the Plan that burdens the worst-off of `zones` least, and then all of them together least.

    `zones`: IANA names; `dates`: UTC days (datetime.date), one start is chosen on a half hour of each; `minutes`:
    length of every meeting; `hours`, `days_off`: see `pain.vector`; `carried`: {zone: points} of earlier seasons, which
    count for who is worst off; `seconds`: how long a proof may take. Raises Impossible, e.g. for a day on which no
    start suits all.
    """
    if not zones or not dates:
        raise Impossible("there is nothing to plan: give at least one zone and one date")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 0 < minutes <= 1440:
        raise Impossible("the length must be 1 to 1440 minutes")
    for zone in zones:
        zone_of(zone)
    zones = tuple(dict.fromkeys(zones))
    before = tuple((carried or {}).get(zone, 0) for zone in zones)
    regimes = _regimes(zones, dates, minutes, hours, days_off)
    counts, is_proved = least([(len(days), options) for options, days in regimes.items()], before, seconds)
    starts = _in_turn(regimes, counts, before)
    schedule = tuple(starts[place] for place in range(len(dates)))
    vectors = [vector(start, minutes, zones, hours, days_off) for start in schedule]
    burden = {zone: sum(row[place] for row in vectors) for place, zone in enumerate(zones)}
    return Plan(schedule, burden, dict(zip(zones, before, strict=True)), is_proved)


def _regimes(zones, dates, minutes, hours, days_off):
    """Group the days on which the same starts mean the same: {tuple of (vector, offset): [(place, midnight)]}.

    Of two starts the one that is worse for nobody is enough: it gives no worse maximum and no greater total.
    """
    found = {}
    for place, day in enumerate(dates):
        midnight = datetime.combine(day, time(), UTC)
        options = {}
        for step in range(STARTS):
            points = vector(midnight + step * HALF, minutes, zones, hours, days_off)
            if points is not None:
                options.setdefault(points, step * HALF)
        if not options:
            raise Impossible(f"on {day.isoformat()} there is no start that suits every place")
        best = tuple(sorted((points, after) for points, after in options.items() if not _is_beaten(points, options)))
        found.setdefault(best, []).append((place, midnight))
    return found


def _is_beaten(points, others):
    return any(other != points and all(a <= b for a, b in zip(other, points, strict=True)) for other in others)


def _in_turn(regimes, counts, before):
    """Lay the chosen starts out over the days: at each step whoever bore most so far is spared most."""
    left = {options: Counter({at: n for at, n in enumerate(row) if n})
            for options, row in zip(regimes, counts, strict=True)}  # fmt: skip
    days = sorted((place, midnight, options) for options, rows in regimes.items() for place, midnight in rows)
    borne, starts = list(before), {}
    for place, midnight, options in days:

        def after(at, options=options, borne=borne):
            points = options[at][0]
            return sorted((a + b for a, b in zip(borne, points, strict=True)), reverse=True), options[at][1]

        chosen = min(left[options], key=after)
        left[options] -= Counter([chosen])
        points, offset = options[chosen]
        borne = [a + b for a, b in zip(borne, points, strict=True)]
        starts[place] = midnight + offset
    return starts


def compare(zones, dates, minutes, *, hours=None, days_off=None):
    """Return what people do without a planner: {"fixed": {zone: points}, "in_turn": {zone: points}}; None: none fits.

    `fixed`: the best single hour, kept by the wall clock of the first place all season. `in_turn`: each place in turn
    sets the hour that suits it best (of several, the one that burdens the others least).
    """
    zones = tuple(dict.fromkeys(zones))
    return {
        "fixed": _fixed(zones, dates, minutes, hours, days_off),
        "in_turn": _each_in_turn(zones, dates, minutes, hours, days_off),
    }


def _summed(rows, zones):
    return {zone: sum(row[place] for row in rows) for place, zone in enumerate(zones)}


def _fixed(zones, dates, minutes, hours, days_off):
    found, anchor = [], zone_of(zones[0])
    for step in range(STARTS):
        walls = [datetime.combine(day, time()) + step * HALF for day in dates]
        starts = [datetime.fromtimestamp(wall.replace(tzinfo=anchor).timestamp(), UTC) for wall in walls]
        rows = [vector(start, minutes, zones, hours, days_off) for start in starts]
        if None not in rows:
            burden = _summed(rows, zones)
            found.append((max(burden.values()), sum(burden.values()), step, burden))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _each_in_turn(zones, dates, minutes, hours, days_off):
    rows = []
    for turn, day in enumerate(dates):
        host, midnight = turn % len(zones), datetime.combine(day, time(), UTC)
        options = [vector(midnight + step * HALF, minutes, zones, hours, days_off) for step in range(STARTS)]
        options = [row for row in options if row is not None]
        if not options:
            return None
        rows.append(min(options, key=lambda row: (row[host], max(row), sum(row))))
    return _summed(rows, zones)
