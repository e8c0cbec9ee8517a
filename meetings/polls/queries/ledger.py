"""The ledger of a series: which city, and which member, sat through bad hours; and what weighs on the next date."""

from collections import defaultdict
from dataclasses import dataclass, field

from meetings.calendar.models import Meeting
from meetings.calendar.terms import Answer, Mode, Presence
from meetings.polls.models import Burden
from meetings.polls.pain import Hours, night_minutes, pain
from meetings.polls.queries.parties import weights_of
from network.cities.models import City
from network.kit.clock import now

LAST = 6


@dataclass
class Line:
    """A city's line of the ledger: points borne, hours at night, in how many meetings, the last of them in order."""

    city: City
    points: int = 0
    night_minutes: int = 0
    meetings: int = 0
    nights: int = 0
    last: list = field(default_factory=list)
    """[bool] of the last meetings of the series: was it at night there? None: nobody of the city took part."""
    is_most: bool = False

    @property
    def hours(self):
        """Hours at night: a whole number where it is one."""
        hours = self.night_minutes / 60
        return int(hours) if hours == int(hours) else hours


def there(meeting):
    """Return the members who sat through `meeting`, or will: present where that was noted, else those who come.

    Of a meeting to come, whoever is asked and has not said no. Who is on the spot sits in no night of their own.
    """
    rows = [
        row
        for row in meeting.attendances.all()
        if row.removed_at is None and row.member_id and row.mode != Mode.ON_SITE
    ]
    if any(row.presence == Presence.PRESENT for row in rows):
        rows = [row for row in rows if row.presence == Presence.PRESENT]
    elif meeting.ends_at <= now():
        rows = [row for row in rows if row.answer == Answer.YES and row.presence == Presence.UNKNOWN]
    else:
        rows = [row for row in rows if row.answer != Answer.NO and row.place != "waiting"]
    return [row.member for row in rows]


def burdens_of(meeting, members=None):
    """Return the Burdens (not saved) of one meeting: for each city of those who are there, and for each of them.

    None for meetings on the spot, of whole days, or cancelled: nobody is called out of bed for them.
    """
    if meeting.all_day or meeting.is_cancelled or meeting.mode == Mode.ON_SITE:
        return []
    members = there(meeting) if members is None else members
    cities = {one.home_city_id: one.home_city for one in members if one.home_city_id}
    known = weights_of(cities.values())
    start, minutes, found = meeting.starts_at, meeting.minutes, []
    for pk, city in sorted(cities.items()):
        found.append(
            Burden(
                meeting=meeting,
                city=city,
                zone=city.time_zone,
                points=pain(start, minutes, city.time_zone, weights=known[pk][0]),
                night_minutes=night_minutes(start, minutes, city.time_zone),
                people=sum(one.home_city_id == pk for one in members),
            )
        )
    for one in members:
        found.append(
            Burden(
                meeting=meeting,
                member=one,
                zone=one.time_zone,
                points=pain(start, minutes, one.time_zone, Hours.of(one)),
                night_minutes=night_minutes(start, minutes, one.time_zone),
            )
        )
    return found


def lines(series):
    """Return [Line] of the cities of a series, whoever bore most first: of the meetings that were held."""
    held = list(
        Meeting.objects.filter(series=series, burdens__city__isnull=False)
        .distinct()
        .order_by("starts_at", "pk")
        .values_list("pk", flat=True)
    )
    rows = Burden.objects.filter(meeting__in=held, city__isnull=False).select_related("city")
    found, nights = {}, defaultdict(dict)
    for row in rows:
        line = found.setdefault(row.city_id, Line(row.city))
        line.points += row.points
        line.night_minutes += row.night_minutes
        line.meetings += 1
        line.nights += row.night_minutes > 0
        nights[row.city_id][row.meeting_id] = row.night_minutes > 0
    most = max((line.points for line in found.values()), default=0)
    for pk, line in found.items():
        line.last = [nights[pk].get(meeting) for meeting in held[-LAST:]]
        line.is_most = bool(most) and line.points == most
    return sorted(found.values(), key=lambda line: (-line.points, -line.night_minutes, line.city.slug))


def balance(series, keys=None):
    """Return {city slug: points} that the next date of a series has to make up for.

    Counted are the meetings that were held and those that stand in the calendar: who has taken the late hour of next
    week is spared now. A city of `keys` that was never there begins with the least of the others.
    """
    if series is None:
        return dict.fromkeys(keys or (), 0)
    found = defaultdict(int)
    for slug, points in Burden.objects.filter(meeting__series=series, city__isnull=False).values_list(
        "city__slug", "points"
    ):
        found[slug] += points
    coming = Meeting.objects.filter(series=series, state=Meeting.State.PLANNED, burdens__isnull=True)
    for meeting in coming.prefetch_related("attendances__member__home_city"):
        for burden in burdens_of(meeting):
            if burden.city_id:
                found[burden.city.slug] += burden.points
    if keys is None:
        return dict(found)
    least = min((found[key] for key in keys if key in found), default=0)
    return {key: found.get(key, least) for key in keys}


@dataclass(frozen=True)
class Own:
    """What one member bore in a series; for their own eyes."""

    points: int
    night_minutes: int
    meetings: int
    nights: int

    @property
    def hours(self):
        """Hours at night: a whole number where it is one."""
        hours = self.night_minutes / 60
        return int(hours) if hours == int(hours) else hours


def own(series, member):
    """Return the Own of `member` in a series, None where they were at none of its meetings."""
    rows = list(Burden.objects.filter(meeting__series=series, member=member).values_list("points", "night_minutes"))
    if not rows:
        return None
    return Own(sum(p for p, _n in rows), sum(n for _p, n in rows), len(rows), sum(n > 0 for _p, n in rows))


def since(series):
    """Return the year in which the ledger of a series begins, None before there is one."""
    first = Meeting.objects.filter(series=series, burdens__isnull=False).order_by("starts_at").first()
    return first.starts_at.year if first else None
