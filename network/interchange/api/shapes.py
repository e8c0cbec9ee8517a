"""The shapes of what is answered."""

from datetime import datetime

from ninja import Field, Schema

TEXTS = "{language: text}, languages as BCP 47 writes them"


class PersonOut(Schema):
    """An author."""

    name: str
    orcid: str = Field("", description="ORCID iD, an address; empty if none is known")


class LicenceOut(Schema):
    """What others may do."""

    label: str
    spdx: str = Field("", description="SPDX identifier, empty if it has none")
    address: str = ""


class FileOut(Schema):
    """A file that the reader may take."""

    name: str
    content_type: str
    size: int = Field(description="bytes")
    address: str


class SubjectOut(Schema):
    """What it is about."""

    label: str
    scheme: str = ""
    code: str = ""
    address: str = ""


class RelationOut(Schema):
    """How it stands to another work."""

    relation: str = Field(description="relationType of DataCite 4: IsTranslationOf, IsDerivedFrom, …")
    address: str


class ResourceOut(Schema):
    """One thing of the library."""

    number: int
    address: str = Field(description="permanent")
    page: str
    title: str
    language: str
    titles: dict[str, str] = Field(description=TEXTS)
    summaries: dict[str, str] = Field(description=TEXTS)
    authors: list[PersonOut]
    publisher: str
    year: int | None = None
    kind: str
    version: int
    languages: list[str] = Field(description="languages of its files")
    cities: list[str]
    topics: list[str]
    populations: list[str]
    functions: list[str]
    values: list[str]
    subjects: list[SubjectOut]
    licence: LicenceOut | None = None
    files: list[FileOut]
    relations: list[RelationOut]
    doi: str = ""
    link: str = ""
    published_at: datetime | None = None
    changed_at: datetime | None = None


class EntryOut(Schema):
    """Anything that can be found, in short."""

    kind: str
    number: str
    address: str
    titles: dict[str, str] = Field(description=TEXTS)
    summaries: dict[str, str] = Field(description=TEXTS)
    people: list[str]
    words: dict[str, list[str]] = Field(description="{facet: [words]}, the words by which lists are narrowed")
    published_at: datetime
    changed_at: datetime


class ResourceList(Schema):
    """A page of resources; `next` is empty on the last."""

    items: list[ResourceOut]
    next: str = Field("", description="address of the next page")


class EntryList(Schema):
    """A page of things; `next` is empty on the last."""

    items: list[EntryOut]
    total: int | None = None
    next: str = Field("", description="address of the next page")


class WordOut(Schema):
    """A word by which lists are narrowed."""

    word: str
    label: str
    count: int = Field(description="how many things that the reader may see have it")


class WordList(Schema):
    """The words of one facet, the most used first."""

    items: list[WordOut]
