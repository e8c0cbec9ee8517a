"""Work: a thing of the network as machines read it, whatever room it lives in; and how rooms tell what theirs are.

    @describes("library.resource")
    def works(ids, member=None):       # Works of those rows that there are, by a constant count of statements
        …

in a room's `interchange.py`. What hangs on a thing (its files, its relatives) is told as `member` (None: a visitor) may
see it; whether the thing itself may be seen is asked of the catalogue before.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from network.kit.words import is_chinese

_describers = {}


def describes(source):
    """Register `def works(ids, member=None) -> iterable of Work` for the things of one model ("library.resource")."""

    def register(call):
        _describers[source] = call
        return call

    return register


def sources():
    """Return the labels of the models whose things can be told to machines."""
    return sorted(_describers)


def works_of(entries, member=None):
    """Return {(source, id as text): Work} for catalogue entries; what nobody describes is left out."""
    by_source = {}
    for entry in entries:
        by_source.setdefault(entry.source, []).append(entry.source_id)
    found = {}
    for source, ids in by_source.items():
        if source in _describers:
            found |= {(source, str(work.number)): work for work in _describers[source](ids, member)}
    return found


# -- the record --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Person:
    """An author or contributor; `is_body` for organisations and cities."""

    name: str
    orcid: str = ""
    is_body: bool = False

    @property
    def parts(self):
        """(family, given); (name, "") where a name is not to be taken apart."""
        return (self.name, "") if self.is_body else split_name(self.name)

    @property
    def orcid_address(self):
        """The ORCID as an address, "" if there is none."""
        return f"https://orcid.org/{self.orcid}" if self.orcid else ""


@dataclass(frozen=True)
class Place:
    """A city that a work comes from: degrees north and east, country by ISO 3166."""

    name: str
    slug: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Subject:
    """What a work is about: a label, and where it stands in which vocabulary."""

    label: str
    scheme: str = ""
    scheme_uri: str = ""
    code: str = ""
    uri: str = ""
    language: str = "en"


@dataclass(frozen=True)
class File:
    """A file of a work that the reader may take; `size` in bytes."""

    name: str
    content_type: str
    size: int
    address: str


@dataclass(frozen=True)
class Relation:
    """How a work stands to another: `kind` is a relationType of DataCite, `address` a URL or https://doi.org/…."""

    kind: str
    address: str
    title: str = ""


@dataclass(frozen=True)
class Genre:
    """What a kind of thing is called by each format."""

    general: str = "Text"
    """resourceTypeGeneral of DataCite."""
    dcmi: str = "Text"
    schema: tuple = ("CreativeWork",)
    bibtex: str = "misc"
    ris: str = "GEN"
    csl: str = "document"


@dataclass(frozen=True)
class Licence:
    """What others may do: an SPDX identifier where there is one, words, an address."""

    label: str
    spdx: str = ""
    address: str = ""


@dataclass(frozen=True)
class Work:
    """One thing. `number` and `source` name it here; `address` is permanent, `page` is where it is read now."""

    number: int
    title: str
    address: str
    source: str = ""
    page: str = ""
    language: str = "en"
    titles: dict = field(default_factory=dict)
    summaries: dict = field(default_factory=dict)
    authors: tuple = ()
    contributors: tuple = ()
    places: tuple = ()
    publisher: str = ""
    year: int | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    kind: str = ""
    kind_label: str = ""
    genre: Genre = Genre()
    edition: int = 1
    languages: tuple = ()
    subjects: tuple = ()
    audiences: tuple = ()
    licence: Licence | None = None
    files: tuple = ()
    link: str = ""
    doi: str = ""
    relations: tuple = ()
    funders: tuple = ()
    words: dict = field(default_factory=dict)
    """{facet: [words]}: the same words by which lists are narrowed."""

    @property
    def summary(self):
        """The summary in the work's own language, else any, else ""."""
        return self.summaries.get(self.language) or next((text for text in self.summaries.values() if text), "")

    @property
    def cited_as(self):
        """The address by which it is cited: its DOI, else its permanent address."""
        return f"https://doi.org/{self.doi}" if self.doi else self.address

    @property
    def any_year(self):
        """The year it was made, else the year it was published here; None for a draft without."""
        return self.year or (self.published_at.year if self.published_at else None)

    @property
    def makers(self):
        """The authors; where none is named, the network that publishes it."""
        return self.authors or (Person(self.publisher or settings.NETWORK_NAME, is_body=True),)


def split_name(name):
    """Return (family, given) of a name in Latin letters; (name, "") of one that is not to be taken apart."""
    name = " ".join(name.split())
    parts = name.split(" ")
    if len(parts) < 2 or any(is_chinese(c) for c in name) or re.search(r"[,;&/()]|\band\b", name):
        return name, ""
    return parts[-1], " ".join(parts[:-1])


@lru_cache(maxsize=512)
def tag_of(code):
    """Return a language as BCP 47 writes it: zh-Hans for zh-hans, pt-BR for pt-br."""
    first, *rest = (code or "").replace("_", "-").split("-")
    return "-".join([first.lower(), *(p.title() if len(p) == 4 else p.upper() if len(p) == 2 else p for p in rest)])


def one_line(words):
    """Return words on one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())


# What XML 1.0 cannot hold: control characters, halves of surrogate pairs, two non-characters.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(words):
    """Return words without the characters that XML 1.0 forbids; many readers of JSON stumble over them too."""
    return _FORBIDDEN.sub("", str(words))


def absolute(address):
    """Return a path of ours as a whole address."""
    return settings.SITE_URL + address if address.startswith("/") else address
