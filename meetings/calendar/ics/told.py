"""A series told as JSON: checked word by word, with a sentence for whatever is wrong, and made into its calendar."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

from meetings.calendar.ics import rules, series
from meetings.calendar.ics.things import Event, Unreadable
from meetings.calendar.ics.writing import calendar
from meetings.calendar.ics.zones import is_gap, moment, zone

MOST_INPUT = 1024 * 1024
MOST_EXCEPTIONS = 1000
HORIZON = timedelta(days=550)
"""How far ahead a series without an end is told date by date: its dates are made 18 months ahead."""
KEYS = {"uid", "title", "zone", "start", "minutes", "rrule", "cancelled", "moved", "all_day", "sequence"}


class BadSeries(ValueError):
    """What was told is no series; the text says why."""


def file_of(raw, *, today, organizer=None, attendees=()):
    """Return (calendar file, form) of the series that JSON octets tell. Raises BadSeries.

    `organizer` and `attendees` (Person) are who it is sent by and to; a series as dates goes with no METHOD REQUEST,
    for one request has one UID (RFC 5546 3.2.2): there each date is invited to by itself, and the file is PUBLISH.
    """
    base, dates = read(raw)
    if all(one.is_cancelled for one in dates):
        return calendar([_with(_gone(base), today, organizer, attendees)], method="CANCEL"), series.RULE
    try:
        events, form = series.events(base, dates, today=today)
    except Unreadable as error:
        raise BadSeries(str(error)) from error
    if form == series.DATES and len(events) > 1:
        return calendar([_with(one, today, organizer, ()) for one in events], method="PUBLISH", name=base.summary), form
    return calendar([_with(one, today, organizer, attendees) for one in events], method="REQUEST"), form


def _with(event, today, organizer, attendees):
    return replace(event, stamp=today, organizer=organizer, attendees=tuple(attendees))


def _gone(base):
    return replace(base, rrule="", status="CANCELLED", sequence=base.sequence + 1)


def read(raw):
    """Return (master Event, [Date]) of a series told as JSON octets. Raises BadSeries."""
    told = loaded(raw)
    all_day = told.get("all_day", False)
    if not isinstance(all_day, bool):
        raise BadSeries("“all_day” is true or false.")
    tz = _zone(told.get("zone"))
    minutes = _minutes(told.get("minutes", 1440 if all_day else 60), "minutes")
    start = _moment(told.get("start"), tz, all_day, "start")
    base = Event(
        uid=_uid(told.get("uid")),
        start=start,
        end=_end(start, minutes, all_day),
        summary=_text(told.get("title"), "title"),
        sequence=_sequence(told.get("sequence", 0)),
        zone=None if all_day else tz.key,
        all_day=all_day,
        transparent=all_day,
        rrule=_rule(told.get("rrule")),
    )
    try:
        originals = _originals(base)
    except Unreadable as error:
        raise BadSeries(str(error)) from error
    cancelled = _starts(told.get("cancelled"), tz, all_day, originals, "cancelled")
    moved = _moved(told.get("moved"), tz, all_day, originals, minutes)
    both = cancelled & set(moved)
    if both:
        raise BadSeries(f"{_said(min(both), tz)} is both cancelled and moved.")
    dates = [_date(one, moved, cancelled, base) for one in originals]
    return base, dates


def loaded(raw):
    """Return the JSON object in octets. Raises BadSeries."""
    if len(raw) > MOST_INPUT:
        raise BadSeries("The input is larger than 1 MiB.")
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadSeries("The input is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise BadSeries(f"The input is not JSON: {str(error)[:100]}") from error
    if not isinstance(told, dict):
        raise BadSeries("The input is not a JSON object with the keys of a series.")
    unknown = sorted(set(told) - KEYS)
    if unknown:
        raise BadSeries(f"These keys are unknown: {', '.join(one[:30] for one in unknown[:5])}.")
    return told


def _originals(base):
    if not base.rrule:
        return [base.start]
    until = rules.until_of(base.rrule)
    has_end = until is not None or "COUNT" in rules.parts(base.rrule)
    far = base.start + (rules.ENDLESS * 3 if has_end else HORIZON)
    found = series.originals(base, far)
    if len(found) >= rules.MOST_DATES:
        raise BadSeries(f"The series has {rules.MOST_DATES} dates or more.")
    if not found or found[0] != base.start:
        raise BadSeries("The start is not a date of the rule. Begin on the rule's first date.")
    return found


def _date(original, moved, cancelled, base):
    start, end = moved.get(original, (original, original + (base.end - base.start)))
    return series.Date(original, start, end, is_cancelled=original in cancelled)


def _zone(value):
    if not isinstance(value, str) or not value:
        raise BadSeries("“zone” is the name of a time zone, such as Europe/Copenhagen.")
    try:
        return zone(value)
    except ValueError as error:
        raise BadSeries(f"“zone”: {value[:60]!r} is not a time zone. Write one such as Europe/Copenhagen.") from error


def _moment(value, tz, all_day, key):
    """Return the UTC moment, or the day, that a local time names. Raises BadSeries, in a gap with its neighbours."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", value):
        raise BadSeries(f"“{key}” is a local time such as 2027-03-01T15:00.")
    try:
        wall = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadSeries(f"“{key}”: {value} does not exist.") from error
    if not 1970 <= wall.year <= 2200:
        raise BadSeries(f"“{key}”: {value} is out of reach.")
    if all_day:
        return wall.date()
    if "T" not in value:
        raise BadSeries(f"“{key}” needs an hour, such as {value}T15:00.")
    if is_gap(wall, tz):
        after = moment(wall, tz).astimezone(tz)
        before = moment(wall.replace(fold=1), tz).astimezone(tz)
        raise BadSeries(
            f"“{key}”: {value} does not exist in {tz.key}, the clock is put forward then. "
            f"Choose {before:%Y-%m-%dT%H:%M} or {after:%Y-%m-%dT%H:%M}."
        )
    return moment(wall, tz)


def _end(start, minutes, all_day):
    return start + timedelta(days=max(1, -(-minutes // 1440))) if all_day else start + timedelta(minutes=minutes)


def _minutes(value, key):
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 60 * 24 * 60:
        raise BadSeries(f"“{key}” is a number of minutes from 1 to {60 * 24 * 60}.")
    return value


def _sequence(value):
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 10**6:
        raise BadSeries("“sequence” is a number from 0.")
    return value


def _text(value, key):
    if not isinstance(value, str) or not value.strip() or len(value) > 5000:
        raise BadSeries(f"“{key}” is a text of at most 5000 characters.")
    return value


def _uid(value):
    value = _text(value, "uid").strip()
    if len(value) > 250 or not value.isprintable():
        raise BadSeries("“uid” has at most 250 characters, none of them hidden.")
    return value


def _rule(value):
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise BadSeries("“rrule” is a text such as FREQ=WEEKLY;COUNT=8.")
    value = re.sub(r"^RRULE:", "", value.strip().upper())
    try:
        rules.parts(value)
        rules.until_of(value)
    except Unreadable as error:
        raise BadSeries(f"“rrule”: {error}") from error
    return value.strip(";")


def _starts(value, tz, all_day, originals, key):
    return {_original(one, tz, all_day, originals, key) for one in _list(value, key)}


def _original(value, tz, all_day, originals, key):
    try:
        found = _moment(value, tz, all_day, key)
    except BadSeries:
        # A date of the rule may fall into an hour that was left out; it stands an hour later then, and is named so.
        wall = (
            datetime.fromisoformat(value) if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d", value) else None
        )
        if wall is None or moment(wall, tz) not in originals:
            raise
        found = moment(wall, tz)
    if found not in originals:
        raise BadSeries(f"“{key}”: {value} is no date of the series.")
    return found


def _moved(value, tz, all_day, originals, minutes):
    """Return {original start: (start, end)} of the dates that were moved."""
    out = {}
    for one in _list(value, "moved"):
        if not isinstance(one, dict) or set(one) - {"from", "start", "minutes"} or "from" not in one:
            raise BadSeries("“moved” holds objects with from, start and minutes.")
        original = _original(one["from"], tz, all_day, originals, "moved.from")
        if original in out:
            raise BadSeries(f"“moved”: {one['from']} is moved twice.")
        start = _moment(one["start"], tz, all_day, "moved.start") if "start" in one else original
        out[original] = (start, _end(start, _minutes(one.get("minutes", minutes), "moved.minutes"), all_day))
    return out


def _list(value, key):
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_EXCEPTIONS:
        raise BadSeries(f"“{key}” is a list with at most {MOST_EXCEPTIONS} entries.")
    return value


def _said(when, tz):
    return f"{when.astimezone(tz):%Y-%m-%dT%H:%M}" if isinstance(when, datetime) else f"{when:%Y-%m-%d}"
