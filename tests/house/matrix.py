"""Every address of the portal, asked by everybody, beside the committed table `matrix.txt`.

A row is the address's name and the codes in the order of ACTORS; an address without a row fails the test.
"""

from pathlib import Path

from django.urls import URLResolver, get_resolver

FILE = Path(__file__).with_name("matrix.txt")
ACTORS = ("stranger", "xiu", "bo", "mei", "carmen", "nova", "ex")
# Wagtail's and allauth's own inner pages: their doors stand in the matrix, what lies behind is tested by their rooms.
DOORS = ("manage/",)


def addresses(resolver=None, before="", spaces=()):
    """Yield (name, template of the address, converters) of every address that is ours to answer for."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = before + str(pattern.pattern)
        if here.lstrip("^").startswith(DOORS) and here not in DOORS:
            continue
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, here, (*spaces, *((pattern.namespace,) if pattern.namespace else ())))
        else:
            yield ":".join((*spaces, pattern.name or here)), here, pattern


def read():
    """Return the committed table as {name: codes}."""
    rows = [line.split() for line in FILE.read_text().splitlines() if line and not line.startswith("#")]
    return {name: tuple(codes) for name, *codes in rows}


def write(table):
    """Write the table for review and commit."""
    head = "# Status of a GET by " + " ".join(ACTORS) + "; written by WRITE_MATRIX=1 pytest, read by people.\n"
    width = max(map(len, table)) + 2
    lines = [f"{name:<{width}}{' '.join(codes)}\n" for name, codes in sorted(table.items())]
    FILE.write_text(head + "".join(lines))
