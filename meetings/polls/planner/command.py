"""`manage.py plan_rotation [FILE]`: JSON in, JSON out, every mistake in words; works without settings or database."""

import argparse
import json
import sys
import zoneinfo
from datetime import date

from meetings.polls.planner.pain import Impossible
from meetings.polls.planner.season import plan

HELP = (
    'Reads {"zones": ["Europe/Copenhagen", …], "dates": ["2027-01-07", …], "minutes": 60} and prints the starts '
    '(UTC) that burden the worst-off place least, then all of them least: {"schedule": […], "burden": {zone: points}}.'
)
FILE_HELP = "file of JSON; standard input without it, or with -"
MOST_BYTES = 1_000_000
MOST_ZONES, MOST_DATES, MOST_POINTS = 40, 400, 100_000
WANTED = {"zones", "dates", "minutes"}


def answer(asked):
    """Return {"schedule": ["2027-01-07T13:00Z", …], "burden": {zone: points}} for what was asked.

    `asked`: {"zones": [IANA names], "dates": ["2027-01-07", …] (UTC days), "minutes": 60} and, if wanted, "carried":
    {zone: points of earlier seasons}, "pain": [points of the 48 half hours of a local day]. Raises Impossible.
    """
    if not isinstance(asked, dict) or not asked.keys() >= WANTED:
        raise Impossible('give an object with "zones", "dates" and "minutes"')
    unknown = sorted(asked.keys() - WANTED - {"carried", "pain"})
    if unknown:
        raise Impossible(f"unknown: {', '.join(map(str, unknown))}")
    zones = _list(asked, "zones", MOST_ZONES)
    dates = [_day(one) for one in _list(asked, "dates", MOST_DATES)]
    hours = None
    if asked.get("pain") is not None:
        row = _list(asked, "pain", 48)
        if len(row) != 48 or not all(map(_is_points, row)):
            raise Impossible('"pain" is 48 whole numbers from 0, one for each half hour of a local day')
        hours = {zone: tuple(row) for zone in zones if isinstance(zone, str)}
    carried = asked.get("carried") or {}
    if not isinstance(carried, dict) or not all(map(_is_points, carried.values())):
        raise Impossible('"carried" is an object of whole numbers from 0 by zone')
    if strangers := sorted(carried.keys() - {zone for zone in zones if isinstance(zone, str)}):
        raise Impossible(f'"carried" names zones that are not planned for: {", ".join(strangers)}')
    found = plan(zones, dates, asked["minutes"], hours=hours, carried=carried)
    return {
        "schedule": [start.strftime("%Y-%m-%dT%H:%MZ") for start in found.schedule],
        "burden": found.burden,
    }


def _list(asked, name, most):
    row = asked[name]
    if not isinstance(row, list) or not 0 < len(row) <= most:
        raise Impossible(f'"{name}" is a list of 1 to {most}')
    return row


def _day(text):
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise Impossible(f"{text!r} is not a day such as 2027-01-07") from None


def _is_points(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_POINTS


def run(file, write, complain):
    """Hand the plan for a file (None or "-": standard input) to `write`, or a mistake to `complain`.

    Returns the exit status: 0, or 2 for a mistake.
    """
    # The rules of zones are those of the pinned package, never an older copy of the machine's.
    zoneinfo.reset_tzpath(to=())
    try:
        if file in (None, "-"):
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(file, "rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise Impossible(f"this is longer than {MOST_BYTES} bytes")
        write(json.dumps(answer(json.loads(raw)), ensure_ascii=False))
    except Impossible as fault:
        complain(str(fault))
    except OSError as fault:
        complain(f"the file cannot be read: {fault.strerror}")
    except (ValueError, RecursionError):
        complain("this is not JSON")
    else:
        return 0
    return 2


def main(arguments):
    """Print the plan, and return the exit status; a mistake is one line on standard error."""
    parser = argparse.ArgumentParser(prog="manage.py plan_rotation", description=HELP)
    parser.add_argument("file", nargs="?", help=FILE_HELP)
    return run(parser.parse_args(arguments).file, print, lambda words: print(words, file=sys.stderr))
