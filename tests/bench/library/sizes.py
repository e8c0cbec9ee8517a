"""How pages cope with a growing library: uv run python tests/bench/library sizes [--sizes 1000,100000,1000000]

Grows a made-up catalogue in a database of its own, rebuilds the index, and asks for the same pages at each size: as a
visitor whose page nobody asked for before, and as a member. Statements are counted; time is by the clock (the lower
quartile, ms). 'anew' changes an entry and brings the index up to date before every request; '1st' empties what the
process remembers of lists, as its start does, and is told only.
Wanted: as many statements at every size, and less than twice the time of the smallest.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

GROW = """
INSERT INTO catalogue_entry (source, source_id, kind, address, titles, summaries, facets, people, text, languages,
                             useful_in, published_at, changed_at, fingerprint, cards, stamp, audience)
SELECT 'bench.thing', n::text, 'resource', '/resources/?thing=' || n,
       jsonb_build_object('en', 'A guide to ' || w.first || ' and ' || w.second || ', number ' || n),
       jsonb_build_object('en', 'What ' || w.second || ' taught us about ' || w.first || ', step by step.'),
       ARRAY['kind:' || (%(kinds)s::text[])[1 + n %% %(n_kinds)s],
             'city:' || (%(cities)s::text[])[1 + (n / 7) %% %(n_cities)s],
             'topic:' || (%(topics)s::text[])[1 + (n / 3) %% %(n_topics)s], 'year:' || 2000 + n %% 27,
             'language:' || (ARRAY['en', 'es', 'da', 'zh-hans'])[1 + n %% 4], 'licence:CC-BY-4.0'],
       '[]', w.first || ' ' || repeat(w.second || ' in everyday life ', 5), ARRAY['en'], ARRAY[]::text[],
       timestamptz '2000-01-01' + n * interval '10 minutes', now(), '', '{}', '',
       CASE WHEN n %% 20 = 0 THEN ARRAY['members'] ELSE ARRAY['public'] END
FROM generate_series(%(begin)s, %(end)s) AS n,
     LATERAL (SELECT (ARRAY['walking', 'cooking', 'insulin', 'distress', 'groups', 'mentors'])[1 + n %% 6] AS first,
                     (ARRAY['neighbours', 'trust', 'clinics', 'letters', 'phones'])[1 + (n / 6) %% 5] AS second) w
"""


def grow(begin, end):
    """Add made-up entries `begin` to `end` by one statement."""
    from django.db import connection

    from resources.library import vocabulary

    words = {"kinds": list(vocabulary.KINDS), "topics": list(vocabulary.TOPICS)[:40]}
    words["cities"] = ["copenhagen", "houston", "vancouver", "shanghai", "tianjin"]
    counts = {f"n_{name}": len(some) for name, some in words.items()}
    with connection.cursor() as cursor:
        cursor.execute(GROW, {**words, **counts, "begin": begin, "end": end})
        cursor.execute("ANALYZE catalogue_entry")


def pages(detail):
    """Return {name: address}; a query that says nothing keeps a page from being one made for another visitor."""
    return {
        "home": "/?anew=1",
        "list": "/resources/?anew=1",
        "list, two facets": "/resources/?kind=training&city=tianjin",
        "list, page 20": "/resources/?page=20",
        "detail": detail + "?anew=1",
        "search": "/search/?q=insulin+trust",
        "city": "/cities/tianjin/?anew=1",
    }


def change(thing):
    """Change an entry, and have it indexed."""
    from network.catalogue import actions
    from network.catalogue.search import index

    text = thing.texts.first()
    text.summary = f"Changed at {time.time()}"
    text.save()
    actions.write(thing)
    index.catch_up()


def ask(client, path, times, *, how, thing):
    """Return (ms of a request, SQL statements of the last one)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from network.catalogue.search import finding

    took = []
    for number in range(times):
        # Each time from another address, since searching is limited by address.
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        if how == "anew":
            change(thing)
        elif how == "1st":
            finding._cache.clear()
            finding._kept.clear()
        begun = time.perf_counter()
        answer = client.get(path)
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    # The lower quartile, since other work on the machine only ever adds.
    return statistics.quantiles(took, n=4)[0], len(seen)


def measure(sizes):
    """Grow step by step; return {(page, who, how): {size: (ms, statements)}}."""
    from django.test import Client

    from network.catalogue.search import index
    from tests import cast
    from tests.factories import things, world

    cities = world.five_cities()
    people = {handle: cast.make(handle, cities) for handle in ("mei", "bo")}
    shared = things.resource(people["mei"], topics=["distress"])
    visitor, member = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    member.force_login(people["bo"], backend="allauth.account.auth_backends.AuthenticationBackend")
    table, done = {}, 0
    for size in sizes:
        begun = time.perf_counter()
        grow(done + 1, size)
        rows = time.perf_counter() - begun
        index.rebuild()
        print(f"{size:,} entries: {(size - done) / rows:,.0f} rows a second into the table", flush=True)
        done = size
        for who, client in (("visitor", visitor), ("member", member)):
            for name, path in pages(shared.get_absolute_url()).items():
                for _ in range(3):
                    client.get(path)
                for how in ("", "anew", "1st"):
                    table.setdefault((name, who, how), {})[size] = ask(client, path, 15, how=how, thing=shared)
    return table


def main():
    """Run what the command line asks for; exit 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,100000,1000000")
    options = parser.parse_args()
    sizes = sorted(int(part) for part in options.sizes.split(","))
    import django
    from django.conf import settings

    settings.CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in settings.CACHES}
    django.setup()
    from django.db import connections
    from django.test.runner import DiscoverRunner

    connections["default"].settings_dict["TEST"] |= {"NAME": f"bench_sizes_{os.getpid()}", "MIGRATE": False}
    runner = DiscoverRunner(verbosity=0, interactive=False)
    old, late = runner.setup_databases(serialized_aliases=set()), []
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.SEARCH_ROOT = Path(folder)
            table = measure(sizes)
    finally:
        runner.teardown_databases(old)
    print(f"\n{'page':<18}{'who':<9}{'':<7}" + "".join(f"{size:>12,} ms  SQL" for size in sizes) + "   times")
    for (name, who, how), row in table.items():
        cells = "".join(f"{row[size][0]:>15.1f}{row[size][1]:>5}" for size in sizes)
        times = row[sizes[-1]][0] / row[sizes[0]][0]
        print(f"{name:<18}{who:<9}{how:<7}{cells}{times:>8.1f}")
        if len({row[size][1] for size in sizes}) > 1:
            late.append(f"{name} ({who}): statements grow with the catalogue")
        if times >= 2 and how != "1st":
            late.append(f"{name} ({who}{', ' + how if how else ''}): {times:.1f} times as long")
    print("\n".join(["", "Over the limits:", *late]) if late else "\nWithin all limits.")
    sys.exit(bool(late))


if __name__ == "__main__":
    main()
