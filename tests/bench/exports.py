"""Seconds for each format: a small paper, and one of about 13,000 words; PDF beside pandoc with WeasyPrint's figures.

    uv run python -m tests.bench.exports

The figures to compare with were measured on two cores: Typst 0.33 s (small) and 0.74 s (13,000 words) against
WeasyPrint's 1.33 s and 2.2 to 2.9 s.
"""

import statistics
import sys
import time

ROUNDS = 3
SENTENCE = (
    "Peer supporters who are paid for their time stay longer, and the people whom they meet speak of fewer worries. "
)


def small():
    """Return the sample text of the tests, with a table, a picture, a note and references."""
    from tests.resources.papers.converting.texts import EVERYTHING

    return EVERYTHING


def large(words=13_000):
    """Return a text of about `words` words in sections, with notes and citations."""
    from tests.resources.papers.converting.texts import cite, doc, heading, para, text

    blocks, count, n = [], 0, 0
    while count < words:
        n += 1
        blocks.append(heading(f"Section {n}", 1 + n % 2, f"s{n}"))
        for _ in range(5):
            blocks.append(para(text(SENTENCE * 5), cite("li2020"), text(" "), text(SENTENCE, "italic")))
            count += 6 * len(SENTENCE.split())
    return doc(*blocks)


def main():
    """Print a row for each format: the median of some rounds, the first (cold) one left out."""
    from resources.papers.converting.formats import FORMATS
    from tests.resources.papers.converting.paper import MATTER, picture
    from tests.resources.papers.converting.texts import REFERENCES

    print(f"{'format':8}{'small s':>10}{'13,000 words s':>16}{'KB':>8}")
    for form in FORMATS.values():
        row, size = [], 0
        for content in (small(), large()):
            took = []
            for _ in range(ROUNDS + 1):
                began = time.perf_counter()
                made = form.make(content, MATTER, references=REFERENCES, figures={7: picture()})
                took.append(time.perf_counter() - began)
            row.append(statistics.median(took[1:]))
            size = len(made)
        print(f"{form.code:8}{row[0]:>10.2f}{row[1]:>16.2f}{size / 1024:>8.0f}")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings")
    os.environ |= {
        "SECRET_KEY": "bench",
        "DATABASE_URL": "postgres://x@127.0.0.1:1/x",
        "REDIS_URL": "redis://127.0.0.1:1",
    }
    django.setup()
    from django.test.utils import override_settings

    # Neither a database nor a server: citations are remembered in this process alone.
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES={"default": memory, "fragments": memory}):
        sys.exit(main())
