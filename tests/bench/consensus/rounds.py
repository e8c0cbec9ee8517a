"""What a large round costs: uv run python tests/bench/consensus/rounds.py [--panellists 2000] [--statements 80]

Makes a panel of that size in a database of its own. Printed are: how long the server takes to save one rating (the
whole answer to a request, median and worst of many), how long closing and computing everything take, the page of
results with its statements to the database, and what is wanted of each.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
LIMITS = {"save": 50, "close": 10_000, "queries": 12}


def main():
    """Prepare, measure, print; ends with 1 where a limit is not kept."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--panellists", type=int, default=2000)
    given.add_argument("--statements", type=int, default=80)
    given.add_argument("--saves", type=int, default=60)
    given.add_argument("--data", help="a folder with a test database to use; it is left as it was")
    options = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-consensus-") as data:
        os.environ |= {
            "DATA_DIR": options.data or data, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "network.settings",
        }  # fmt: skip
        import django

        django.setup()
        with started():
            found = measure(options)
    for name, (value, limit, unit) in found.items():
        kept = "" if limit is None else f"   wanted: at most {limit:g} {unit}{'' if value <= limit else '   NOT KEPT'}"
        print(f"{name:44}{value:10.1f} {unit}{kept}")
    sys.exit(any(limit is not None and value > limit for value, limit, _unit in found.values()))


@contextmanager
def started():
    """Let a test database be there, migrated; what is written in it is taken back."""
    from django.conf import settings
    from django.contrib.staticfiles import storage
    from django.db import connection, transaction
    from django.test.utils import get_runner, setup_test_environment, teardown_test_environment

    setup_test_environment(debug=False)
    # Nothing was collected here.
    storage.staticfiles_storage._wrapped = storage.StaticFilesStorage()
    connection.settings_dict["TEST"]["MIGRATE"] = False
    runner = get_runner(settings)(verbosity=0, interactive=False, keepdb=True)
    runner.setup_databases()
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        teardown_test_environment()


def measure(options):
    """Return {what: (value, limit, unit)}."""
    from django.conf import settings

    from resources.consensus.actions.results import closing
    from tests import cast
    from tests.factories import consensus as made
    from tests.factories import world

    settings.REQUIRE_SECOND_FACTOR = False
    cities = world.five_cities()
    nova = cast.make("nova", cities)
    panel, people = seated(made, nova, cities, options)
    first = made.opened(panel)
    saves = save(first, people, options)
    fill(first, seed=1)
    closings = [timed(closing.close, first, by=nova)]
    panel.refresh_from_db()
    second = made.opened(panel)
    fill(second, seed=2)
    closings.append(timed(closing.close, second, by=nova))
    second.refresh_from_db()
    again = timed(closing.recompute, second)
    pages, queries, size = read(second, nova)
    return {
        "save one rating, median": (statistics.median(saves), LIMITS["save"], "ms"),
        "save one rating, worst": (max(saves), None, "ms"),
        "close round 1 and compute everything": (closings[0], LIMITS["close"], "ms"),
        "close round 2, paired with round 1": (closings[1], LIMITS["close"], "ms"),
        "compute it again": (again, None, "ms"),
        "page of results, median": (statistics.median(pages), None, "ms"),
        "page of results, statements to the database": (queries, LIMITS["queries"], "queries"),
        "page of results": (size / 1024, None, "KiB"),
    }


def timed(call, *args, **kwargs):
    """Return how many milliseconds a call takes."""
    begun = time.perf_counter()
    call(*args, **kwargs)
    return (time.perf_counter() - begun) * 1000


def seated(made, nova, cities, options):
    """Return (panel, [(Member, Seat)]) with everybody seated, by rows and not by letters."""
    from members.accounts.models import Member
    from resources.consensus.keys import seat_key
    from resources.consensus.models import Panellist, Seat

    panel = made.panel(
        nova, items=options.statements, groups=("peers", "practitioners", "researchers", "officials"),
        smallest_group=5, quorum=8, quorum_percent=50, rounds=3, drops_settled=False,
    )  # fmt: skip
    groups, places = list(panel.groups.all()), list(cities.values())
    members = Member.objects.bulk_create(
        Member(
            email=f"p{number}@example.org", handle=f"p{number}", name=f"Panellist {number}", language="en",
            home_city=places[number % len(places)], role="practitioner", status=Member.Status.MEMBER, time_zone="UTC",
        )
        for number in range(options.panellists)
    )  # fmt: skip
    rows = Panellist.objects.bulk_create(
        Panellist(
            panel=panel, member=one, group=groups[place % 4], name=one.name, city=one.home_city, role="practitioner",
            state="accepted",
        )
        for place, one in enumerate(members)
    )  # fmt: skip
    for row in rows:
        row.panel = panel
    seats = Seat.objects.bulk_create(Seat(key=seat_key(row), panel=panel, group=row.group) for row in rows)
    return panel, list(zip(members, seats, strict=True))


def save(round, people, options):
    """Return the milliseconds that the server takes for each of some saved ratings, as a panellist sends them."""
    from django.test import Client

    entries = list(round.entries.values_list("pk", flat=True))
    found, draw = [], random.Random(0)
    for member, _seat in people[:3]:
        client = Client()
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        client.post(f"/consensus/{round.pk}/interests/", {"has_any": "no"})
        for place in range(options.saves // 3 + 2):
            address = f"/consensus/{round.pk}/statements/{entries[place % len(entries)]}/"
            given = {"value": str(draw.randint(1, 9)), "count": str(place // len(entries))}
            begun = time.perf_counter()
            answer = client.post(address, given, HTTP_ACCEPT="application/json")
            taken = (time.perf_counter() - begun) * 1000
            if answer.status_code != 200:
                sys.exit(f"a rating was not saved: {answer.status_code}")
            if place > 1:
                found.append(taken)
    return found


def fill(round, *, seed):
    """Let all other seats rate everything, and one in fifty leave something out."""
    from django.db import connection

    from resources.consensus.models import Rating, Seat

    draw = random.Random(seed)
    entries = list(round.entries.values_list("pk", flat=True))
    known = set(Rating.objects.filter(entry__in=entries).values_list("entry_id", "seat_id"))
    with connection.cursor() as cursor:
        # The trigger looks at each row; what is measured here is not how rows come in.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for key in Seat.objects.filter(panel=round.panel).values_list("key", flat=True):
            lean = draw.gauss(0, 1)
            Rating.objects.bulk_create(
                Rating(
                    entry_id=entry, seat_id=key, language="en",
                    value=min(9, max(1, round_of(draw.gauss(4 + 4 * (place % 3) / 2 + lean, 1.5)))),
                )
                for place, entry in enumerate(entries) if draw.random() > 0.02 and (entry, key) not in known
            )  # fmt: skip
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


round_of = round


def read(round, nova):
    """Return ([milliseconds of the page], statements to the database, bytes)."""
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(nova, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/consensus/{round.pk}/results/"
    client.get(address)
    asked = []

    def count(run, *told):
        asked.append(told[0])
        return run(*told)

    with connection.execute_wrapper(count):
        answer = client.get(address)
    if answer.status_code != 200:
        sys.exit(f"the page of results answers {answer.status_code}")
    return [timed(client.get, address) for _time in range(5)], len(asked), len(answer.content)


if __name__ == "__main__":
    main()
