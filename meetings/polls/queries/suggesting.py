"""The best times for some people: from their zones, their hours, their days off, and who bore most before.

Candidates stand on a grid of `step` minutes. People are taken together by what makes their hours alike (zone, country,
declared hours), so that 60 people in 12 zones cost no more than a few groups. The order among candidates: nobody
blocked who must be there; none of them at night; fewest blocked; then, over the cities, the least burden for whoever
has most (the next one where these are equal, and so on), what they bore before included; then the least total.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from meetings.calendar import saying, times
from meetings.polls.pain import pain
from meetings.polls.queries.grid import Grid, is_off
from meetings.polls.queries.holidays import day_off, holidays_between
from meetings.polls.queries.parties import Party, parties_of, weights_of
from meetings.polls.queries.reasons import Reason, name_of
from network.kit import clock

__all__ = ["Party", "Suggestion", "holidays_for", "pain", "parties_of", "suggest", "weights_of"]

APART = timedelta(hours=3)
MOST_A_DAY, MOST_AN_HOUR = 2, 3
"""So many suggestions at most on one day, and at the same hour: whoever cannot at one hour can at another."""
MOST_CARRIED = 120
"""What somebody bore before counts up to this much above the least burdened: three hours deep at night."""
LONGEST = 92
"""Days that are looked through at most."""


@dataclass(frozen=True)
class Suggestion:
    """One time: its burden for each city, the worst of them, how many are free and awake, and why it was taken."""

    start: datetime
    burden: dict
    worst: tuple
    """(city or zone, points) of whoever has it hardest."""
    free: int
    people: int
    reasons: list = field(default_factory=list)
    """Each says itself in the reader's language when it is shown (`str`)."""
    is_blocked: bool = False
    """Whether it is a day off for somebody: only where no time is free for all."""
    zones: tuple = ()
    """((city or zone, IANA zone), …) of those invited."""

    @property
    def iso(self):
        """The start as ISO 8601 in UTC, as forms take it."""
        return self.start.isoformat()

    @property
    def clocks(self):
        """What the clocks show in each place, in the reader's language: ['Houston 08:00', 'Tianjin 22:00 Thu']."""
        first = self.start.date()
        found = []
        for key, zone in self.zones:
            here = times.local(self.start, zone)
            day = f" {saying.weekday(here.date())}" if here.date() != first else ""
            found.append(f"{name_of(key)} {here:%H:%M}{day}")
        return found


def suggest(people_or_cities, *, first, last, minutes, most=5, step=30, must=(), ledger=None):
    """Return the `most` best Suggestions between the UTC dates `first` and `last` (inclusive), best first.

    `people_or_cities`: Members, Cities and Parties. `must`: members (or their ids) without whom it makes no sense.
    `ledger`: {city slug: points borne before}. Nothing begins in the past, within three hours of another suggestion, or
    on somebody's day off unless every time is. Raises ValueError where `last` is before `first`.
    """
    if last < first:
        raise ValueError("the last day is before the first")
    last = min(last, first + timedelta(days=LONGEST))
    parties = parties_of(people_or_cities, must)
    if not parties:
        return []
    grid = Grid(first, last, minutes, step)
    future = grid.starts >= int(clock.now().timestamp() // 60)
    if not future.any():
        return []
    keys = sorted({party.key for party in parties})
    costs = np.zeros((len(keys), grid.starts.size), dtype=np.int64)
    blocked, must_blocked, must_night, awake, total = (np.zeros(grid.starts.size, dtype=np.int64) for _ in range(5))
    for party in parties:
        cost, off, is_night = grid.look(party)
        row = keys.index(party.key)
        costs[row] = np.maximum(costs[row], cost)
        total += cost * party.people
        blocked += off * party.people
        awake += ~(off | is_night) * party.people
        if party.is_must:
            must_blocked += off * party.people
            must_night += is_night * party.people
    carried = _carried(keys, ledger or {})
    burdened = -np.sort(-(costs + carried[:, None]), axis=0)
    order = np.lexsort((grid.starts, total, *burdened[::-1], blocked, must_night, must_blocked))
    people = sum(party.people for party in parties)
    zones = tuple(sorted({(party.key, party.zone) for party in parties}))
    found = []
    for place in _apart(order[future[order]], grid.starts, blocked, most):
        start = datetime.fromtimestamp(int(grid.starts[place]) * 60, UTC)
        burden = {key: int(costs[row, place]) for row, key in enumerate(keys)}
        hardest = max(keys, key=lambda key: (burden[key], key))
        found.append(
            Suggestion(
                start,
                burden,
                (hardest, burden[hardest]),
                int(awake[place]),
                people,
                reasons_for(start, minutes, parties, burden, dict(zip(keys, carried.tolist(), strict=True))),
                bool(blocked[place]),
                zones,
            )
        )
    return found


def _carried(keys, ledger):
    """Return what each key bore before, above the least of them and cut at MOST_CARRIED."""
    before = [ledger.get(key, 0) for key in keys]
    least = min(before)
    return np.array([min(points - least, MOST_CARRIED) for points in before], dtype=np.int64)


def _apart(order, starts, blocked, most):
    """Yield the first `most` places that are not next to each other; blocked ones only if nothing else is left."""
    taken, a_day, an_hour = [], defaultdict(int), defaultdict(int)
    least = int(blocked[order].min())
    for place in order:
        start = int(starts[place])
        if len(taken) == most or (taken and blocked[place] > least):
            return
        fits = a_day[start // 1440] < MOST_A_DAY and an_hour[start % 1440] < MOST_AN_HOUR
        if fits and all(abs(start - one) * 60 >= APART.total_seconds() for one in taken):
            taken.append(start)
            a_day[start // 1440] += 1
            an_hour[start % 1440] += 1
            yield place


def reasons_for(start, minutes, parties, burden, carried):
    """Return the Reasons that stand beside a suggestion: who is spared, who sits at night, who has the day off."""
    found = []
    most = max(carried.values(), default=0)
    if most:
        spared = [key for key, points in carried.items() if points == most and burden[key] <= min(burden.values())]
        found += [Reason("spares", key) for key in sorted(spared)]
    zones = {}
    for party in parties:
        zones.setdefault((party.key, party.zone), []).append(party)
    seen = set()
    for (key, zone), group in sorted(zones.items()):
        local = start.astimezone(clock.zone(zone))
        end = (start + timedelta(minutes=minutes) - timedelta(seconds=1)).astimezone(clock.zone(zone))
        for party in group:
            for day in dict.fromkeys((local.date(), end.date())):
                if not is_off(day.toordinal(), party):
                    continue
                off = day_off(day, party.country, party.subdivision)
                kind = off.kind if off else "not_working"
                if (kind, key, day) not in seen:
                    seen.add((kind, key, day))
                    found.append(Reason(kind, key, start, zone, day, party.country, party.subdivision))
        if any(not 7 <= at.hour < 22 for at in (local, end)):
            found.append(Reason("night", key, start, zone))
    if not any(reason.kind == "night" for reason in found):
        kind = "working_hours" if not any(burden.values()) else "nobody_at_night"
        found.append(Reason(kind))
    return found


def holidays_for(people_or_cities, first, last):
    """Return [Reason] of the public holidays of those invited between two dates: days that are left out, in order."""
    found = {
        (off.day, party.key): Reason("holiday", party.key, None, party.zone, off.day, party.country, party.subdivision)
        for party in parties_of(people_or_cities)
        if party.country
        for off in holidays_between(first, last, party.country, party.subdivision)
    }
    return [found[place] for place in sorted(found)]
