"""How many records a second are read, compared, written into the library, and entered into the catalogue.

    uv run python tests/bench/library imports             # 10,000 records by the whole way, 100,000 entries
    uv run python tests/bench/library imports --records 1000 --entries 5000

It uses a database of its own, which is thrown away. Prints figures and asserts nothing.
"""

import argparse
import os
import resource as system
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args()
    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="import-bench-"))
    os.chmod(os.environ["DATA_DIR"], 0o755)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"] |= {"MIGRATE": False, "NAME": f"bench_import_{os.getpid()}"}
    made = setup_databases(verbosity=0, interactive=False)
    try:
        read_formats(asked.records)
        whole_way(asked.records)
        entries(asked.entries)
    finally:
        teardown_databases(made, verbosity=0)
    print(f"largest memory      {system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024} MB")


def say(what, n, seconds):
    """Print one figure."""
    print(f"{what:<34}{n:>8,} in {seconds:8.2f} s  {n / seconds:>10,.0f} a second", flush=True)


def texts(n):
    """Return {format: bytes} of `n` records each."""
    people = [("Lin", "Mei"), ("Carter", "Bo"), ("王", "小明"), ("Núñez", "José")]
    rows = [(f"Walking together, part {i}", people[i % 4], f"10.1000/bench.{i}", 2000 + i % 26) for i in range(n)]
    long = "Peers walk and talk with each other. " * 20
    ris = (
        f"TY  - JOUR\nTI  - {t}\nAU  - {p[0]}, {p[1]}\nDO  - {d}\nPY  - {y}\nAB  - {long}\nKW  - peers\nER  - \n\n"
        for t, p, d, y in rows
    )
    bib = (
        f"@article{{k{y}{d},\n title={{{{{t}}}}},\n author={{{p[0]}, {p[1]}}},\n doi={{{d}}},\n year={y},\n"
        f" abstract={{{long}}}\n}}\n"
        for t, p, d, y in rows
    )
    table = (f'"{t}","{p[0]}, {p[1]}",{d},{y},"{long}"\n' for t, p, d, y in rows)
    return {
        "RIS": "".join(ris).encode(),
        "BibTeX": "".join(bib).encode(),
        "CSV": ("title,authors,doi,year,summary\n" + "".join(table)).encode(),
    }


def read_formats(n):
    """Read each format."""
    from network.interchange.reading import read

    for name, data in texts(n).items():
        begun = time.perf_counter()
        found = read(data)
        assert len(found.records) == n, found.warnings[:3]
        say(f"read {name} ({len(data) // 1024:,} KB)", n, time.perf_counter() - begun)


def whole_way(n):
    """Bring a table by the actions: read, judge, write published resources with their entries."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from network.files import actions as files
    from network.files import extraction
    from resources.imports import actions
    from resources.imports.models import Import
    from resources.library.models import Resource
    from tests import cast
    from tests.factories import world

    member = cast.make("bo", world.five_cities())
    file = files.accept_upload(member, SimpleUploadedFile("table.csv", texts(n)["CSV"]))
    files.settle(file, extraction.Found())
    batch = actions.begin(by=member, files=[file])
    timed("read into rows", n, lambda: actions.read(batch.pk))
    choices = {"kind": "findings", "licence": "CC-BY-4.0", "language": "en", "cities": [], "visibility": "public"}
    actions.choose(batch, by=member, defaults=choices, publishes=True)
    timed("judge and compare", n, lambda: actions.judge(batch.pk))
    actions.write(Import.objects.get(pk=batch.pk), by=member)

    def write():
        while actions.write_slice(batch.pk):
            pass

    timed("write, publish, enter", n, write)
    assert Resource.objects.filter(state="published").count() == n, Import.objects.get(pk=batch.pk).state
    timed("undo", n, lambda: undo(batch, member))


def undo(batch, member):
    """Undo the whole batch."""
    from resources.imports import actions
    from resources.imports.models import Import

    actions.undo(Import.objects.get(pk=batch.pk), by=member)
    while actions.undo_slice(batch.pk):
        pass


def entries(n):
    """Write catalogue entries of published resources that are there already."""
    from network.catalogue.actions import write_many
    from network.catalogue.models import Change, Entry
    from resources.library.catalogue import whole
    from resources.library.models import Resource, ResourceText

    Change.objects.all().delete()
    Entry.objects.all().delete()
    Resource.objects.all().delete()
    from network.kit.clock import now

    made = Resource.objects.bulk_create(
        (
            Resource(
                state="published", kind="findings", licence="CC-BY-4.0", languages=["en"], audience=["public"],
                published_at=now(), year=2000 + i % 26,
            )
            for i in range(n)
        ),
        batch_size=2000,
    )  # fmt: skip
    ResourceText.objects.bulk_create(
        (ResourceText(resource=one, language="en", title=f"Resource {one.pk}", summary="Words. " * 20) for one in made),
        batch_size=2000,
    )
    ids = [one.pk for one in made]
    del made

    def write():
        for begin in range(0, n, 500):
            write_many(whole().filter(pk__in=ids[begin : begin + 500]))

    timed("catalogue entries", n, write)
    assert Entry.objects.count() == n


def timed(what, n, call):
    """Call and say how long it took."""
    begun = time.perf_counter()
    call()
    say(what, n, time.perf_counter() - begun)


if __name__ == "__main__":
    sys.exit(main())
