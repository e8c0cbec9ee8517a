"""Places and waiting lists under many hands: random acts from many threads, each with a connection of its own.

    uv run python -m tests.bench.meetings waiting [--acts 1000] [--threads 24] [--people 60] [--seed 1]

Every change of a place is written down by a trigger, under the lock that orders them; afterwards the log is read once
more by a model that knows the rule and nothing of the code. It prints `oversold` (places given where none was free),
`skipped` (places given while somebody stood in line before) and `stuck` (at the end somebody waits and a place is
free): all are to be 0.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

LOG = """
CREATE TABLE IF NOT EXISTS waiting_log (id bigserial PRIMARY KEY, row bigint, was text, became text, number bigint,
                                        capacity integer);
CREATE OR REPLACE FUNCTION waiting_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'calendar_meeting' THEN
    INSERT INTO waiting_log (capacity, was) VALUES (NEW.capacity, 'capacity');
  ELSIF TG_OP = 'INSERT' OR OLD.place <> NEW.place THEN
    INSERT INTO waiting_log (row, was, became, number)
      VALUES (NEW.id, CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.place END, NEW.place, NEW.waiting_number);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER waiting_log AFTER INSERT OR UPDATE ON calendar_attendance
  FOR EACH ROW EXECUTE FUNCTION waiting_log();
CREATE OR REPLACE TRIGGER waiting_log AFTER UPDATE OF capacity ON calendar_meeting
  FOR EACH ROW EXECUTE FUNCTION waiting_log();
"""
UNLOG = """
DROP TRIGGER IF EXISTS waiting_log ON calendar_attendance;
DROP TRIGGER IF EXISTS waiting_log ON calendar_meeting;
DROP TABLE IF EXISTS waiting_log;
"""


def crowd(count, city):
    """Return `count` new members of `city` (all with English)."""
    from members.accounts.models import Member

    rows = [
        Member(email=f"crowd{n}@example.org", handle=f"crowd{n}", name=f"Crowd {n}", home_city=city, language="en",
               time_zone="Europe/Copenhagen", role="practitioner", status="member")
        for n in range(count)
    ]  # fmt: skip
    return list(Member.objects.bulk_create(rows))


def act_at_random(meeting, host, people, *, acts, threads, seed):
    """Do `acts` random acts from `threads` threads; returns (how many were refused, [unexpected errors])."""
    from django.db import connection

    from meetings.calendar.actions import attending
    from meetings.calendar.models import Attendance
    from network.access.rules import Denied

    dice = random.Random(seed)
    kinds = dice.choices(("register", "withdraw", "remove", "places", "add"), (50, 25, 10, 10, 5), k=acts)
    plan = [(kind, dice.choice(people), dice.randrange(1, 16)) for kind in kinds]

    def one(step):
        kind, member, capacity = step
        try:
            if kind == "register":
                attending.register(meeting, by=member)
            elif kind == "places":
                attending.set_places(meeting, by=host, capacity=capacity)
            elif kind == "add":
                attending.add(meeting, by=host, member=member)
            else:
                row = Attendance.objects.filter(meeting=meeting, member=member).first()
                if row is not None and kind == "withdraw":
                    attending.withdraw(row, by=member)
                elif row is not None:
                    attending.remove(row, by=host)
        except Denied:
            return 1
        except Exception as error:
            return error
        return 0

    def some(steps):
        try:
            return [one(step) for step in steps]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        said = [word for part in pool.map(some, [plan[n::threads] for n in range(threads)]) for word in part]
    return sum(word == 1 for word in said), [word for word in said if isinstance(word, Exception)]


def judge(meeting, capacity):
    """Return {"oversold", "skipped", "stuck", "changes"} from the log; `capacity` is that of the beginning."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT row, was, became, number, capacity FROM waiting_log ORDER BY id")
        log = cursor.fetchall()
    confirmed, line, found = set(), {}, {"oversold": 0, "skipped": 0, "stuck": 0, "changes": len(log)}
    for row, was, became, number, places in log:
        if was == "capacity":
            capacity = places
            continue
        ahead = [other for other in line if other != row and (row not in line or line[other] < line[row])]
        if became == "confirmed":
            found["oversold"] += capacity is not None and len(confirmed) >= capacity
            found["skipped"] += bool(ahead)
        confirmed.discard(row)
        line.pop(row, None)
        if became == "confirmed":
            confirmed.add(row)
        elif became == "waiting":
            found["skipped"] += any(number <= other for other in line.values())
            line[row] = number
    found["stuck"] = int(bool(line) and (capacity is None or len(confirmed) < capacity))
    held = meeting.attendances.filter(place="confirmed")
    assert set(held.values_list("pk", flat=True)) == confirmed, "the log tells what the table holds"
    return found


def main():
    """Make a database of its own, do the acts, print what came of it."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("acts", 1000), ("threads", 24), ("people", 60), ("seed", 1)):
        wanted.add_argument(f"--{name}", type=int, default=default)
    asked = wanted.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-waiting-") as data:
        os.environ.setdefault("DATA_DIR", data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        measure(asked)


def measure(asked):
    """Print what came of the acts that were asked for, in a test database that is thrown away."""
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
        from tests import cast
        from tests.factories import world
        from tests.factories.meetings import meeting

        cities = world.five_cities()
        host = cast.make("freja", cities)
        people = crowd(asked.people, cities["copenhagen"])
        made = meeting(host, takes_registrations=True, capacity=8)
        with connection.cursor() as cursor:
            cursor.execute(LOG)
        started = time.perf_counter()
        refused, errors = act_at_random(made, host, people, acts=asked.acts, threads=asked.threads, seed=asked.seed)
        seconds = time.perf_counter() - started
        found = judge(made, 8)
        print(f"{asked.acts} acts, {asked.threads} threads, {asked.people} people: {seconds:.1f} s, {refused} refused")
        print(f"oversold {found['oversold']}  skipped {found['skipped']}  stuck {found['stuck']}  "
              f"errors {len(errors)}  changes {found['changes']}")  # fmt: skip
        for error in errors[:5]:
            print(f"  {error!r}")
        with connection.cursor() as cursor:
            cursor.execute(UNLOG)
    finally:
        runner.teardown_databases(held)


if __name__ == "__main__":
    main()
