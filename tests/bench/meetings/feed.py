"""What a member's feed costs: the first fetch and the ones that find nothing new.

    uv run python -m tests.bench.meetings feed [--events 2000] [--rounds 7]

CPU is that of the process that answers, from request to response: middleware, both statements, every row and the
writing. Wanted: at most 30 ms and 6 statements the first time, then 304 within one statement.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta


def main():
    """Make a database of its own, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    wanted.add_argument("--events", type=int, default=2000)
    wanted.add_argument("--rounds", type=int, default=7)
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-feed-") as data:
        os.environ.setdefault("DATA_DIR", data)
        measure(asked)


def measure(asked):
    """Print what it costs, in a test database that is thrown away."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    connection.settings_dict["TEST"]["MIGRATE"] = False
    runner = get_runner(settings)(interactive=False, verbosity=0)
    held = runner.setup_databases()
    try:
        address = filled(asked.events)
        first = [fetch(address) for _round in range(asked.rounds)]
        answer = first[0][0]
        again = [fetch(address, tag=answer["ETag"]) for _round in range(asked.rounds)]
        count = answer.content.count(b"BEGIN:VEVENT")
        assert count == asked.events, count
        assert {one[0].status_code for one in again} == {304}
        say(f"{count} events, {len(answer.content) / 1024:.0f} KiB", first, (30, 6))
        say("304", again, (None, 1))
    finally:
        runner.teardown_databases(held)


def say(words, rounds, limits):
    """Print CPU (first, median, least) and statements of several rounds, and what is wanted of them."""
    cpu = [one[1] for one in rounds]
    counts = max(one[2] for one in rounds)
    wanted = f"wanted: at most {limits[0]} ms, " if limits[0] else "wanted: "
    print(
        f"{words}: CPU first {cpu[0]:.1f} ms, median {statistics.median(cpu):.1f}, least {min(cpu):.1f}; "
        f"{counts} statements ({wanted}{limits[1]} statements)"
    )


def filled(count):
    """Let Bo be invited to `count` meetings within the feed's span; return the address of his calendar."""
    from meetings.calendar.actions import feeds
    from meetings.calendar.models import Attendance, Meeting
    from tests import cast
    from tests.factories import world

    cities = world.five_cities()
    bo, mei = cast.make("bo", cities), cast.make("mei", cities)
    begin = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=80)
    rows = []
    for number in range(count):
        start = (
            begin + timedelta(hours=6 * number) if 6 * number < 24 * 600 else begin + timedelta(hours=number % 14000)
        )
        rows.append(
            Meeting(
                title=f"Opkald om støtte mellem ligestillede nr. {number}",
                zone="Europe/Copenhagen",
                day=date(2027, 1, 1),
                time=start.time(),
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                organiser=mei,
                join_url="https://call.example/room",
                audience=["members", f"member:{bo.pk}", f"member:{mei.pk}"],
            )
        )
    made = Meeting.objects.bulk_create(rows)
    Attendance.objects.bulk_create(Attendance(meeting=one, member=bo, answer="yes") for one in made)
    _row, token = feeds.make(by=bo)
    return f"/calendar/me/{token}.ics"


def fetch(address, tag=""):
    """Return (response, milliseconds of CPU, statements) of one fetch."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, headers = Client(), {"If-None-Match": tag} if tag else {}
    with CaptureQueriesContext(connection) as seen:
        begun = time.process_time()
        answer = client.get(address, headers=headers)
        spent = (time.process_time() - begun) * 1000
    return answer, spent, len(seen)
