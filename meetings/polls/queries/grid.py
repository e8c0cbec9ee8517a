"""The times that are possible between two days, and what each costs people: arrays, one number for each time."""

import itertools
from datetime import UTC, date, datetime, time
from math import gcd

import numpy as np

from meetings.polls.pain import weights_for
from meetings.polls.queries.holidays import day_off
from network.kit import clock


class Grid:
    """The candidates between two days, and what each costs a party."""

    def __init__(self, first, last, minutes, step):
        self.first, self.last = first, last
        self.fine = gcd(step, 30)
        begin = int(datetime.combine(first, time(), UTC).timestamp()) // 60
        self.halves = max(1, -(-minutes // 30))
        length = (last - first).days * 1440 + 1440
        self.samples = np.arange(begin, begin + length + 30 * self.halves, self.fine)
        self.places = np.arange(0, length // self.fine, step // self.fine)
        self.starts = self.samples[self.places]
        self._zones = {}

    def look(self, party):
        """Return (cost, is_off, is_night) of each candidate for one party: arrays of int, bool, bool."""
        days, halves = self.clock(party.zone)
        weights = np.array(weights_for(party.hours, party.weights), dtype=np.int64)[halves]
        night = (halves < 14) | (halves >= 44)
        origin = self.first.toordinal() - 2
        off = np.zeros((self.last - self.first).days + 8, dtype=bool)
        for number in range(origin, origin + off.size):
            off[number - origin] = is_off(number, party)
        resting = off[days - origin]
        cost = np.zeros(self.places.size, dtype=np.int64)
        blocked, nightly = np.zeros(self.places.size, dtype=bool), np.zeros(self.places.size, dtype=bool)
        for half in range(self.halves):
            at = self.places + half * (30 // self.fine)
            cost += weights[at]
            blocked |= resting[at]
            nightly |= night[at]
        return cost, blocked, nightly

    def clock(self, zone):
        """Return (ordinal days, half hours 0-47) of all samples in a zone; offsets are asked once a day."""
        if zone not in self._zones:
            tz = clock.zone(zone)
            ends = np.arange(self.samples[0], self.samples[-1] + 1440 + 1, 1440)
            offsets = [_offset(int(end), tz) for end in ends]
            away = np.empty(self.samples.size, dtype=np.int64)
            for day, (before, after) in enumerate(itertools.pairwise(offsets)):
                part = slice(day * 1440 // self.fine, (day + 1) * 1440 // self.fine)
                away[part] = before
                if before != after:
                    away[part] = [_offset(int(minute), tz) for minute in self.samples[part]]
            local = self.samples + away
            self._zones[zone] = (local // 1440 + date(1970, 1, 1).toordinal(), local % 1440 // 30)
        return self._zones[zone]


def _offset(minute, tz):
    return int(datetime.fromtimestamp(minute * 60, tz).utcoffset().total_seconds()) // 60


def is_off(number, party):
    """Say whether a Party does not work on the day with this ordinal number."""
    day = date.fromordinal(number)
    reason = day_off(day, party.country, party.subdivision)
    if party.hours is not None and party.hours.days:
        # Who declared days works on these, at a weekend too; a public holiday stays free.
        return day.isoweekday() not in party.hours.days or (reason is not None and reason.kind == "holiday")
    return reason is not None
