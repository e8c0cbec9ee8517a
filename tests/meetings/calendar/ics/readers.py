"""Other people's readers of calendars: each takes files and says which instants stand in them.

`read_all(files)` gives for each file a sorted list of (uid, start, end): '2027-03-01T14:00' in UTC, or '2027-03-01'.
"""

import ctypes
import ctypes.util
import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import recurring_ical_events

from network.kit import bundle

ROOT = Path(__file__).resolve().parents[4]
SCRIPT = Path(__file__).with_name("ical.mjs")
FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)


class Absent(Exception):
    """A reader is not on this machine; the text says how to get it."""


def word(when):
    """Return a moment in UTC, or a day, as one word."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M}" if isinstance(when, datetime) else when.isoformat()


def by_ical_js(files):
    """Read with ical.js 2.2, in a machine that stands in Tokyo: whatever leaks of its own zone shows."""
    if not (ROOT / "node_modules" / "ical.js").exists():
        raise Absent("ical.js is absent: run `uv run manage.py editor`")
    done = subprocess.run(
        [bundle.programs()[0], str(SCRIPT)], input=json.dumps([one.decode() for one in files]), capture_output=True,
        text=True, timeout=300, cwd=ROOT, env=os.environ | {"TZ": "Asia/Tokyo"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return [sorted(map(tuple, one)) for one in json.loads(done.stdout)]


def by_icalendar(files):
    """Read with icalendar and recurring-ical-events."""
    return [
        sorted(
            (str(one["UID"]), word(one.start), word(one.end))
            for one in recurring_ical_events.of(icalendar.Calendar.from_ical(raw)).between(FIRST, LAST)
        )
        for raw in files
    ]


class _Time(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "date", "dst")]
    _fields_ += [("zone", ctypes.c_void_p)]


class _Span(ctypes.Structure):
    _fields_ = [("start", ctypes.c_long), ("end", ctypes.c_long), ("busy", ctypes.c_int)]


def by_libical(files):
    """Read with libical 3, the library of GNOME and KDE, by its own walk over recurrences."""
    name = ctypes.util.find_library("ical")
    if not name:
        raise Absent("libical is absent: install the package libical3")
    return [_Libical(ctypes.CDLL(name), raw).found() for raw in files]


class _Libical:
    """One file in libical."""

    def __init__(self, library, raw):
        self.lib = library
        pointers = (
            "icalparser_parse_string icalcomponent_get_first_component icalcomponent_get_next_component "
            "icalcomponent_get_timezone icalcomponent_get_first_property icaltimezone_get_utc_timezone"
        )
        for one in pointers.split():
            getattr(library, one).restype = ctypes.c_void_p
        library.icalproperty_get_parameter_as_string.restype = ctypes.c_char_p
        library.icalcomponent_get_uid.restype = ctypes.c_char_p
        library.icaltime_as_timet_with_zone.restype = ctypes.c_long
        library.icaltime_as_timet_with_zone.argtypes = [_Time, ctypes.c_void_p]
        library.icaltime_from_string.restype = _Time
        for one in ("dtstart", "dtend", "recurrenceid"):
            getattr(library, f"icalcomponent_get_{one}").restype = _Time
            getattr(library, f"icalcomponent_get_{one}").argtypes = [ctypes.c_void_p]
        self.event = library.icalcomponent_string_to_kind(b"VEVENT")
        self.place = library.icalproperty_string_to_kind(b"RECURRENCE-ID")
        self.calendar = library.icalparser_parse_string(raw)
        assert self.calendar, "libical cannot parse it"

    def events(self):
        """Yield every VEVENT."""
        one = self.lib.icalcomponent_get_first_component(ctypes.c_void_p(self.calendar), self.event)
        while one:
            yield ctypes.c_void_p(one)
            one = self.lib.icalcomponent_get_next_component(ctypes.c_void_p(self.calendar), self.event)

    def found(self):
        """Return the dates of the file."""
        masters, overrides = [], {}
        for one in list(self.events()):
            place = self.lib.icalcomponent_get_first_property(one, self.place)
            if place:
                overrides[self.uid(one), self.original(one, ctypes.c_void_p(place))] = one
            else:
                masters.append(one)
        out = []
        for one in masters:
            for start, end in self.dates(one):
                other = overrides.get((self.uid(one), start))
                out.append((self.uid(one), *(self.span(other) if other else self.said(one, start, end))))
        return sorted(out)

    def uid(self, one):
        """Return the UID."""
        return self.lib.icalcomponent_get_uid(one).decode()

    def original(self, one, place):
        """Return RECURRENCE-ID as seconds; libical leaves its TZID to whoever asks."""
        when = self.lib.icalcomponent_get_recurrenceid(one)
        name = self.lib.icalproperty_get_parameter_as_string(place, b"TZID")
        zone = self.lib.icalcomponent_get_timezone(ctypes.c_void_p(self.calendar), name) if name else None
        return self.lib.icaltime_as_timet_with_zone(when, zone or self.lib.icaltimezone_get_utc_timezone())

    def dates(self, one):
        """Return [(start, end)] in seconds, by libical's own walk."""
        seen = []
        kind = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Span), ctypes.c_void_p)
        first, last = (self.lib.icaltime_from_string(text) for text in (b"20260101T000000Z", b"20310101T000000Z"))
        note = kind(lambda _event, span, _data: seen.append((span[0].start, span[0].end)))
        self.lib.icalcomponent_foreach_recurrence(one, first, last, note, None)
        return seen

    def span(self, one):
        """Return (start, end) of an event that stands for one date."""
        start, end = self.lib.icalcomponent_get_dtstart(one), self.lib.icalcomponent_get_dtend(one)
        return self.said(one, *(self.lib.icaltime_as_timet_with_zone(when, when.zone) for when in (start, end)))

    def said(self, one, start, end):
        """Return seconds as words; days where the event has days."""
        is_date = self.lib.icalcomponent_get_dtstart(one).date
        moments = (datetime.fromtimestamp(second, UTC) for second in (start, end))
        return tuple(word(when.date() if is_date else when) for when in moments)


READERS = {"ical.js": by_ical_js, "icalendar": by_icalendar, "libical": by_libical}
