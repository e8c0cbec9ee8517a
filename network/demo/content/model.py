"""The shapes of the demo's content."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """A plain public figure about a city, with the year it speaks of and who published it."""

    code: str
    text: dict[str, str]
    year: int
    source: str


@dataclass(frozen=True)
class OrganisationContent:
    """An organisation; all of them are made up."""

    slug: str
    name: str
    kind: str
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ProgrammeContent:
    """A programme of a city; all of them are made up."""

    slug: str
    names: dict[str, str]
    summaries: dict[str, str]
    started: int
    organisation: str = ""
    ended: int | None = None


@dataclass(frozen=True)
class StateChange:
    """One step of a partnership, so many days before today."""

    state: str
    days_ago: int
    reason: str


@dataclass(frozen=True)
class AgreementContent:
    """A signed agreement; days are counted from today, the past negative."""

    starts: int
    ends: int
    renews: int
    signed_by: str


@dataclass(frozen=True)
class CityContent:
    """A city with its partnership, facts, page, organisations and programmes."""

    slug: str
    names: dict[str, str]
    native: str
    country: str
    time_zone: str
    languages: tuple[str, ...]
    latitude: float
    longitude: float
    mark: str
    colour: int
    history: tuple[StateChange, ...]
    agreement: AgreementContent | None
    facts: tuple[Fact, ...]
    organisations: tuple[OrganisationContent, ...]
    programmes: tuple[ProgrammeContent, ...]
    intro: dict[str, str]

    @property
    def state(self):
        """The partnership's state today."""
        return self.history[-1].state if self.history else "prospect"


@dataclass(frozen=True)
class PersonContent:
    """A person of the demo. `status` is member, applicant, declined or left; `role` says what the person does."""

    handle: str
    name: str
    city: str
    language: str
    role: str
    name_latin: str = ""
    status: str = "member"
    duty: str = ""
    organisation: str = ""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    expertise: tuple[str, ...] = ()
    about: str = ""
    offer: str = ""
    seek: str = ""
    joined: int = 300
    cast: bool = False
    sponsor_staff: bool = False
    network_coordinator: bool = False
    administrator: bool = False

    @property
    def email(self):
        """An address that can reach nobody: .example is reserved for such use."""
        return f"{self.handle}@{self.city}.example"


@dataclass(frozen=True)
class TextContent:
    """Title and summary in one language, and where they come from."""

    language: str
    title: str
    summary: str
    provenance: str = "author"


@dataclass(frozen=True)
class RelatedContent:
    """A tie to another resource: translation, adaptation or supplement of it."""

    kind: str
    slug: str


@dataclass(frozen=True)
class ResourceContent:
    """A resource with its descriptions, its body in Markdown and the formats of its files."""

    number: int
    slug: str
    kind: str
    language: str
    texts: tuple[TextContent, ...]
    topics: tuple[str, ...]
    populations: tuple[str, ...]
    settings: tuple[str, ...]
    functions: tuple[str, ...]
    stages: tuple[str, ...]
    values: tuple[str, ...]
    cities: tuple[str, ...]
    programmes: tuple[str, ...]
    authors: tuple[str, ...]
    owner: str
    licence: str
    year: int
    visibility: str
    formats: tuple[str, ...]
    shared: int
    related: tuple[RelatedContent, ...]
    poster: dict
    table: str
    body: str

    @property
    def title(self):
        """The title in the resource's own language."""
        return self.texts[0].title

    @property
    def summary(self):
        """The summary in the resource's own language."""
        return self.texts[0].summary


@dataclass(frozen=True)
class Event:
    """Something that happened `days_ago` days before today at `hour` o'clock in the actor's own zone.

    `kind` is one of partnership, joined, applied, approved, declined, left, shared, useful; `by` is a person's handle,
    `what` the slug of a city or resource, or the handle of who was approved or declined.
    """

    days_ago: int
    hour: int
    kind: str
    by: str
    what: str
    detail: dict = field(default_factory=dict)
