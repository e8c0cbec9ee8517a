"""Works for tests, as rooms describe them to machines."""

from network.interchange import works
from resources.library.interchange import GENRES
from resources.library.terms import doi_of


def work(*, authors=(), licence="CC BY 4.0", kind="findings", link="", **fields):
    """Return the record of a resource: names of `authors`, the licence in words."""
    return works.Work(
        authors=tuple(works.Person(name) for name in authors),
        licence=works.Licence(licence),
        kind=kind,
        genre=GENRES[kind],
        link=link,
        doi=doi_of(link),
        **fields,
    )
