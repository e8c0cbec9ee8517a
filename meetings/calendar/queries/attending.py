"""What pages of places and attendance show."""

from dataclasses import dataclass

from django.db.models import Count

from meetings.calendar.actions.attending.pulse import FEWEST
from meetings.calendar.models import Attendance, Pulse
from meetings.calendar.terms import Place, Presence

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Places:
    """How full a meeting is: `capacity` and `free` are None where there are as many places as come."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self):
        """Places left; none as long as somebody waits."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    @property
    def over(self):
        """How many more have a place than there are, after hosts lowered the number."""
        return max(0, self.taken - self.capacity) if self.capacity is not None else 0


def places_of(meeting):
    """Return the Places of a meeting, by one statement."""
    counts = dict(
        meeting.attendances.filter(removed_at__isnull=True, place__in=(Place.CONFIRMED, Place.WAITING))
        .order_by()
        .values_list("place")
        .annotate(n=Count("pk"))
    )
    return Places(meeting.capacity, counts.get(Place.CONFIRMED, 0), counts.get(Place.WAITING, 0))


def position_of(row):
    """Return where somebody stands in line, from 1; 0 for who does not wait."""
    if row.place != Place.WAITING:
        return 0
    ahead = Attendance.objects.filter(meeting=row.meeting_id, place=Place.WAITING, removed_at__isnull=True)
    return ahead.filter(waiting_number__lt=row.waiting_number).count() + 1


def listed(meeting, *places):
    """Return the Attendances with these places: confirmed by when they came, waiting in line."""
    rows = meeting.attendances.filter(removed_at__isnull=True, place__in=places).select_related("member__home_city")
    found = list(rows.order_by("waiting_number", "registered_at", "pk"))
    for row in found:
        row.meeting = meeting
    return found


def all_questions(meeting, rows):
    """Return [(key, label, is_sensitive, is_old)]: what is asked now, then what was asked before and answered."""
    found = [(one["key"], one["label"], bool(one.get("is_sensitive")), False) for one in meeting.questions]
    known = {one[0] for one in found}
    for row in rows:
        for key, one in row.words.items():
            if key not in known:
                known.add(key)
                found.append((key, one["label"], bool(one["is_sensitive"]), True))
    return found


def told_by(row, *, with_sensitive):
    """Return [(label, value, is_sensitive, kind)] of what somebody answered, without what is for hosts alone.

    In the order in which it is asked; what is no longer asked stands last.
    """
    order = {one["key"]: place for place, one in enumerate(row.meeting.questions)}
    said = sorted(row.words.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))
    return [
        (one["label"], one["value"], one["is_sensitive"], one["kind"])
        for _key, one in said
        if with_sensitive or not one["is_sensitive"]
    ]


def expected(meeting):
    """Return everybody who is on the list of a meeting, hosts first: those who wait in line are not expected."""
    rows = meeting.attendances.filter(removed_at__isnull=True).exclude(place=Place.WAITING)
    if meeting.takes_registrations:
        # Who was asked and never took a place is expected only where they turned up.
        rows = rows.exclude(place=Place.NONE, role__in=("asked", "optional"), presence="", joined_at__isnull=True)
    rows = list(rows.select_related("member__home_city"))
    order = {"host": 0, "speaker": 1}
    return sorted(rows, key=lambda row: (order.get(row.role, 2), str(row.member or row.name or row.address).lower()))


def by_city(meetings):
    """Return [(City or None, how often somebody of it was there)], most first, over a queryset of meetings."""
    rows = (
        Attendance.objects.filter(meeting__in=meetings, presence=Presence.PRESENT, removed_at__isnull=True)
        .order_by()
        .values_list("member__home_city")
        .annotate(n=Count("pk"))
    )
    from network.cities.models import City

    cities = City.objects.in_bulk([city for city, _n in rows if city])
    found = [(cities.get(city), n) for city, n in rows]
    return sorted(found, key=lambda one: (-one[1], one[0].name if one[0] else "~"))


@dataclass(frozen=True)
class Bar:
    """One question of the pulse: its counts [1..5], their sum, the mean with one decimal."""

    name: str
    counts: tuple
    n: int
    mean: float

    @property
    def rows(self):
        """[(value, count, per cent)] from 5 to 1."""
        return [(value, self.counts[value - 1], round(100 * self.counts[value - 1] / self.n)) for value in SCALE[::-1]]


def pulse_of(meetings):
    """Return {n, useful, glad} over what is shown of `meetings` (a list or queryset), or None below five answers.

    Each meeting's share is hidden below five by itself, so that nobody finds it in a sum.
    """
    useful, glad = [0] * 5, [0] * 5
    for pulse in Pulse.objects.filter(meeting__in=meetings).order_by("pk"):
        if sum(pulse.shown_useful) >= FEWEST:
            useful = [a + b for a, b in zip(useful, pulse.shown_useful, strict=True)]
            glad = [a + b for a, b in zip(glad, pulse.shown_glad, strict=True)]
    n = sum(useful)
    if n < FEWEST:
        return None
    return {"n": n, "useful": _bar("useful", useful), "glad": _bar("glad", glad)}


def _bar(name, counts):
    n = sum(counts)
    mean = sum(value * count for value, count in zip(SCALE, counts, strict=True)) / n
    return Bar(name, tuple(counts), n, round(mean, 1))
