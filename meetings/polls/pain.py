"""What an hour weighs where it is night: integers per half hour of local time, and their sum over a meeting."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from network.kit.clock import zone as zone_of

BANDS = (
    (_("9 to 17"), ((9, 17),), 0),
    (_("8 to 9, 17 to 18"), ((8, 9), (17, 18)), 1),
    (_("7 to 8, 18 to 20"), ((7, 8), (18, 20)), 2),
    (_("6 to 7, 20 to 22"), ((6, 7), (20, 22)), 5),
    (_("22 to 24"), ((22, 24),), 10),
    (_("0 to 6"), ((0, 6),), 20),
)
"""(label, hours from-to, weight of half an hour) of each part of the day."""
OUTSIDE = 3
"""Half an hour outside the hours that somebody declared weighs at least this."""
HALF = timedelta(minutes=30)


def spread(weights):
    """Return the tuple of 48 weights, one per half hour from midnight, of one weight per band."""
    found = [0] * 48
    for (_label, parts, _default), weight in zip(BANDS, weights, strict=True):
        for since, until in parts:
            found[2 * since : 2 * until] = [weight] * (2 * (until - since))
    return tuple(found)


PLAIN = tuple(weight for _label, _parts, weight in BANDS)
DEFAULT = spread(PLAIN)


@dataclass(frozen=True)
class Hours:
    """Working hours that somebody declared: ISO weekdays (1 Monday; none: each working day), minutes from midnight."""

    days: frozenset
    since: int
    until: int

    @classmethod
    def of(cls, member):
        """Return the Hours of a member, None where none were declared."""
        since, until = getattr(member, "hours_from", None), getattr(member, "hours_to", None)
        if since is None or until is None:
            return None
        return cls(frozenset(member.hours_days or ()), since.hour * 60 + since.minute, until.hour * 60 + until.minute)

    def covers(self, minute):
        """Whether the half hour that begins `minute` minutes after midnight lies in them; they may pass midnight."""
        if self.since <= self.until:
            return self.since <= minute and minute + 30 <= self.until
        return minute >= self.since or minute + 30 <= self.until


def weights_for(hours, weights=DEFAULT):
    """Return the 48 weights of somebody with these Hours: nothing inside, at least OUTSIDE outside; None: `weights`."""
    if hours is None:
        return weights
    return tuple(0 if hours.covers(30 * half) else max(weights[half], OUTSIDE) for half in range(48))


def local_halves(start, minutes, zone):
    """Yield the local (aware) beginnings of the half hours of a meeting from the aware `start`."""
    for step in range(max(1, -(-minutes // 30))):
        yield (start + step * HALF).astimezone(zone_of(zone))


def pain(start, minutes, zone, hours=None, weights=DEFAULT):
    """Return what a meeting from the aware `start` weighs in `zone`: the sum of the weights of its half hours.

    `weights` are 48, one per local half hour; `hours` (Hours) are working hours that somebody declared. A part of half
    an hour counts as a whole one. Whether the day is worked at all is another question: `queries.holidays.day_off`.
    """
    weights = weights_for(hours, weights)
    return sum(weights[(at.hour * 60 + at.minute) // 30] for at in local_halves(start, minutes, zone))


def night_minutes(start, minutes, zone):
    """Return how many minutes of the meeting, by begun half hours, begin between 22:00 and 7:00 in `zone`."""
    return 30 * sum(not 7 <= at.hour < 22 for at in local_halves(start, minutes, zone))


def is_night(start, minutes, zone):
    """Whether a part of the meeting falls between 22:00 and 7:00 in `zone`."""
    last = start + timedelta(minutes=minutes) - timedelta(seconds=1)
    return any(not 7 <= at.hour < 22 for at in (*local_halves(start, minutes, zone), last.astimezone(zone_of(zone))))
