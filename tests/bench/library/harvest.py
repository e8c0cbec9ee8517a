"""How fast a library harvests us, in how much memory: uv run python tests/bench/library harvest [--records 100000]

Fills a database of its own with made-up resources (texts, authors, topics, cities, a file each), then harvests all of
them over OAI-PMH as one client does, page after page by resumption token, for each format. Records per second are by
the clock, client and server in one process; memory is what the process held at its most (RSS) from the first tenth of
the harvest on: it stays the same however long the list is. Nothing is asserted but that every record came once.
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

ENTRIES = """
INSERT INTO catalogue_entry (source, source_id, kind, address, titles, summaries, facets, people, text, languages,
                             useful_in, published_at, changed_at, told_at, fingerprint, cards, stamp, audience)
SELECT 'library.resource', r.id::text, 'resource', '/resources/' || r.id || '/x/', jsonb_build_object('en', t.title),
       jsonb_build_object('en', t.summary), ARRAY['kind:training', 'city:shanghai', 'topic:distress'], '[]', '',
       ARRAY['en'], ARRAY[]::text[], r.published_at, r.published_at, r.published_at, '', '{}', '', ARRAY['public']
FROM library_resource r JOIN library_resourcetext t ON t.resource_id = r.id
"""
STEP = 10_000
NAMES = ("Mei Lin", "林梅")


def fill(count):
    """Make `count` published resources with all that a record tells."""
    from datetime import UTC, datetime, timedelta
    from uuid import uuid4

    from django.contrib.contenttypes.models import ContentType
    from django.db import connection

    from network.files.models import StoredFile
    from resources.library.models import Authorship, Edition, EditionFile, Resource, ResourceText, TopicOf
    from resources.library.topics import curated
    from tests import cast
    from tests.factories import world

    cities = world.five_cities()
    mei = cast.make("mei", cities)
    topic, content_type = curated("distress"), ContentType.objects.get_for_model(Resource)
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    for first in range(0, count, STEP):
        numbers = range(first, min(first + STEP, count))
        rows = Resource.objects.bulk_create(
            Resource(
                owner=mei, state="published", kind="training", licence="CC-BY-4.0", language="en", languages=["en"],
                year=2000 + n % 26, audience=["public"], published_at=begin + timedelta(minutes=n),
                populations=["type-2"], functions=["emotional-support"], values=["V2.1"],
            )
            for n in numbers
        )  # fmt: skip
        ResourceText.objects.bulk_create(
            ResourceText(
                resource=row,
                language="en",
                title=f"A guide to walking together, number {row.pk}",
                summary="What it says. " * 20,
            )
            for row in rows
        )
        Authorship.objects.bulk_create(
            Authorship(resource=row, position=n, name=name) for row in rows for n, name in enumerate(NAMES)
        )
        TopicOf.objects.bulk_create(TopicOf(tag=topic, content_type=content_type, object_id=row.pk) for row in rows)
        Resource.cities.through.objects.bulk_create(
            Resource.cities.through(resource_id=row.pk, city_id=cities["shanghai"].pk) for row in rows
        )
        editions = Edition.objects.bulk_create(
            Edition(resource=row, number=1, published_at=row.published_at) for row in rows
        )
        files = StoredFile.objects.bulk_create(
            StoredFile(
                owner=mei, name="guide.pdf", size=2048, sha256="ab" * 32, content_type="application/pdf", state="ready",
                stored_as=uuid4().hex, audience=["public"],
            )
            for _row in rows
        )  # fmt: skip
        EditionFile.objects.bulk_create(
            EditionFile(edition=edition, file=file) for edition, file in zip(editions, files, strict=True)
        )
        print(f"  {numbers[-1] + 1:,} made", flush=True)
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)
        cursor.execute("ANALYZE")


def resident():
    """Return the megabytes that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def harvest(client, prefix, count):
    """Return (records, seconds, megabytes after a tenth, megabytes at the most) of one harvest."""
    begun, seen, pages, token = time.monotonic(), 0, 0, ""
    early, most = 0, 0
    while True:
        asked = {"resumptionToken": token} if token else {"metadataPrefix": prefix}
        # Each page from another address, since harvesters are limited by address.
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{pages % 250}"
        answer = client.get("/oai", {"verb": "ListRecords"} | asked)
        assert answer.status_code == 200, answer.content[:500]
        text = answer.content.decode()
        seen += text.count("<record>")
        pages += 1
        most = max(most, resident())
        if not early and seen >= count / 10:
            early = most
        found = re.search(r"<resumptionToken[^>]*>([^<]+)<", text)
        if not found:
            return seen, time.monotonic() - begun, early, most
        token = found[1]


def main():
    """Fill, harvest, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    count = parser.parse_args().records
    import django
    from django.conf import settings

    settings.CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for name in settings.CACHES}
    django.setup()
    from django.db import connections
    from django.test import Client
    from django.test.runner import DiscoverRunner

    connections["default"].settings_dict["TEST"] |= {"NAME": f"bench_harvest_{os.getpid()}", "MIGRATE": False}
    runner = DiscoverRunner(verbosity=0, interactive=False)
    old = runner.setup_databases(serialized_aliases=set())
    try:
        print(f"{count:,} resources")
        fill(count)
        for prefix in ("oai_dc", "oai_datacite"):
            seen, seconds, early, most = harvest(Client(headers={"host": "localhost"}), prefix, count)
            assert seen == count, f"{seen} of {count} records came"
            print(
                f"{prefix:<13}{seen:>9,} records {seconds:8.1f} s {seen / seconds:8,.0f} a second"
                f"{most:8.0f} MB at the most, {most - early:+.1f} MB after the first tenth"
            )
    finally:
        runner.teardown_databases(old)


if __name__ == "__main__":
    main()
