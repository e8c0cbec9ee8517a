"""One clock: UTC inside, a reader's zone outside, zones from the pinned tzdata wheel alone."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def now():
    """Return the present moment, aware, in UTC."""
    return timezone.now()


@cache
def zone(name):
    """Return the ZoneInfo of an IANA name, UTC where the name is unknown."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local(moment, zone_name):
    """Return the aware `moment` as the wall clock of the zone `zone_name` shows it."""
    return moment.astimezone(zone(zone_name))


def at(wall, zone_name):
    """Return the UTC moment of the naive wall time `wall` in the zone `zone_name`.

    An hour that does not exist (spring) moves on by the gap; one that exists twice (autumn) means the first.
    """
    aware = wall.replace(tzinfo=zone(zone_name), fold=0)
    return datetime.fromtimestamp(aware.timestamp(), UTC)


def offset(moment, zone_name=""):
    """Return the distance from UTC of `zone_name` (of `moment`'s own zone without) in words: 'UTC+8', 'UTC−3:30'."""
    minutes = int((local(moment, zone_name) if zone_name else moment).utcoffset() / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '\N{MINUS SIGN}'}{hours}" + (f":{rest:02d}" if rest else "")


def validate_zone(name):
    """Raise ValidationError unless `name` is an IANA zone of the pinned tzdata."""
    if name not in zones():
        raise ValidationError(_("This is not a known time zone."), code="zone")


@cache
def zones():
    """Return the sorted tuple of all zone names by place (no abbreviations, no Etc/)."""
    return tuple(sorted(n for n in available_timezones() if "/" in n and not n.startswith(("Etc/", "SystemV/"))))
