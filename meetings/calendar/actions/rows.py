"""What every action on meetings keeps in step: instants, and who sees what."""

from datetime import datetime, timedelta

from meetings.calendar import times
from meetings.calendar.terms import Visibility


class NoSuchHour(ValueError):
    """The wall time does not exist in the zone that day; `before` and `after` are the nearest that do (naive)."""

    def __init__(self, wall, zone):
        self.wall, self.zone = wall, zone
        self.before, self.after = times.neighbours(wall, zone)
        super().__init__(f"{wall} does not exist in {zone}")


def set_instants(meeting):
    """Compute `starts_at`, `ends_at` and `tzdata` from day, time, zone and minutes. Raises NoSuchHour in a gap."""
    meeting.tzdata = times.VERSION
    if meeting.all_day:
        meeting.starts_at = _first(datetime.combine(meeting.day, datetime.min.time()), meeting.zone)
        end = datetime.combine(meeting.last_day + timedelta(days=1), datetime.min.time())
        meeting.ends_at = _first(end, meeting.zone)
        return
    wall = datetime.combine(meeting.day, meeting.time)
    found = times.instants(wall, meeting.zone)
    if not found:
        raise NoSuchHour(wall, meeting.zone)
    meeting.starts_at = found[-1] if meeting.is_second else found[0]
    meeting.ends_at = meeting.starts_at + timedelta(minutes=meeting.minutes)


def _first(wall, zone):
    found = times.instants(wall, zone)
    return found[0] if found else times.instants(times.neighbours(wall, zone)[1], zone)[0]


def audience_of(thing, people=()):
    """Return the audience keys of a meeting or series: by its visibility, and its hosts and `people` (ids) always."""
    keys = {
        Visibility.PUBLIC: ["public"],
        Visibility.MEMBERS: ["members"],
        Visibility.CITY: [f"city:{thing.city.slug}"] if thing.city_id else [],
        Visibility.INVITED: [],
    }[thing.visibility]
    return sorted({*keys, *(f"member:{pk}" for pk in people if pk)})


def sync_audience(meeting):
    """Write who sees `meeting` anew: after its visibility, its hosts or those who are invited changed."""
    people = set(meeting.hosts.values_list("pk", flat=True)) | {meeting.organiser_id}
    people |= set(
        meeting.attendances.filter(removed_at__isnull=True, member__isnull=False).values_list("member", flat=True)
    )
    wanted = audience_of(meeting, people)
    if wanted != meeting.audience:
        meeting.audience = wanted
        meeting.save(update_fields=["audience"])
