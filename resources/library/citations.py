"""How to cite a resource. The formats live with the other ways out, in `network.interchange.formats`."""

from network.interchange import works
from network.interchange.formats import FORMATS as _FORMATS
from network.interchange.formats.bibtex import entry as bibtex
from network.interchange.formats.csl import one as csl
from network.interchange.formats.ris import record as ris
from network.interchange.formats.words import apa as text
from network.interchange.works import split_name
from resources.library.interchange import GENRES
from resources.library.terms import doi_of

__all__ = ["FORMATS", "Work", "bibtex", "csl", "ris", "split_name", "text"]

FORMATS = {ending: (_FORMATS[ending].content_type, _FORMATS[ending].one) for ending in ("bib", "ris", "json")}
"""What can be downloaded: {extension: (content type, how it is made)}."""


def Work(*, authors=(), licence="", kind="", link="", own_doi="", **fields):  # noqa: N802 - it stands for the record
    """Return the neutral record of what a page knows: names of authors, the licence in words."""
    return works.Work(
        authors=tuple(works.Person(name) for name in authors),
        licence=works.Licence(licence) if licence else None,
        kind=kind,
        genre=GENRES.get(kind, works.Genre()),
        link=link,
        doi=own_doi or doi_of(link),
        **fields,
    )
