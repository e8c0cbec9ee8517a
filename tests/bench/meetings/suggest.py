"""How long a suggestion takes: 60 people in 12 zones over 4 weeks, and a season of 4 zones and 12 dates.

    uv run python tests/bench/meetings suggest

No database is asked. The first run reads the holidays of twelve countries: in service they lie in the shared cache.
"""

import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

ZONES = (
    *(("Europe/Copenhagen", "DK"), ("America/Chicago", "US"), ("America/Vancouver", "CA"), ("Asia/Shanghai", "CN")),
    *(("America/Mexico_City", "MX"), ("Africa/Johannesburg", "ZA"), ("Europe/Rome", "IT"), ("Asia/Tokyo", "JP")),
    *(("Asia/Jakarta", "ID"), ("America/Sao_Paulo", "BR"), ("Europe/London", "GB"), ("Australia/Melbourne", "AU")),
)
RUNS = 10


def people():
    """Return 60 people of 12 zones, every third with hours of their own."""
    from meetings.polls.pain import Hours
    from meetings.polls.queries.parties import Party

    found = []
    for number in range(60):
        zone, country = ZONES[number % len(ZONES)]
        hours = Hours(frozenset((1, 2, 3, 4)), 480 + 15 * (number % 7), 960) if number % 3 == 0 else None
        found.append(Party(zone, zone, country, hours=hours))
    return found


def best_of(call):
    """Return (CPU of the first, best, CPU of the best) in seconds of RUNS calls."""
    walls, cpus = [], []
    for _run in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return cpus[0], min(walls), min(cpus)


def main():
    """Print both figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")
    os.environ |= {"DEBUG": "1", "DATABASE_URL": "postgres://x@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}
    import django

    django.setup()
    from meetings.polls import planner
    from meetings.polls.queries.suggesting import suggest
    from network.kit.clock import now

    first = now().date() + timedelta(days=7)
    everybody = people()
    cold, best, cpu = best_of(lambda: suggest(everybody, first=first, last=first + timedelta(days=27), minutes=60))
    print("suggest: 60 people, 12 zones, 4 weeks")
    print(f"  first {1000 * cold:.0f} ms of CPU (reads holidays), then {1000 * best:.1f} ms, CPU {1000 * cpu:.1f} ms")
    days = [date(2027, 1, 7) + timedelta(days=14 * turn) for turn in range(12)]
    zones = [zone for zone, _country in ZONES[:4]]
    cold, best, cpu = best_of(lambda: planner.plan(zones, days, 60))
    print("plan: 4 zones, 12 dates, proved")
    print(f"  first {1000 * cold:.0f} ms of CPU, then {1000 * best:.1f} ms, CPU {1000 * cpu:.1f} ms")


if __name__ == "__main__":
    main()
