"""What a report is made of: plain pieces that a page, a Word file, a PDF and JSON draw alike."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """A paragraph; `language` only where it differs from the report's."""

    text: str
    language: str = ""
    label: str = ""
    kind: str = "words"


@dataclass(frozen=True)
class Facts:
    """Pairs of label and words."""

    rows: tuple
    kind: str = "facts"


@dataclass(frozen=True)
class Points:
    """A list of sentences: ((text, language or ""), …)."""

    rows: tuple
    kind: str = "points"


@dataclass(frozen=True)
class Table:
    """A table: `head` labels, `rows` of texts or of (text, language); the first cell of a row names it."""

    caption: str
    head: tuple
    rows: tuple
    note: str = ""
    kind: str = "table"

    @property
    def is_wide(self):
        """Whether it has so many columns that phones scroll it rather than stack its cells."""
        return len(self.head) > 4

    def drawn(self):
        """Return the rows as lists of {"text", "language", "label" of the column}."""
        made = []
        for row in self.rows:
            cells = [one if isinstance(one, tuple) else (one, "") for one in row]
            made.append([
                {"text": said, "language": language, "label": label}
                for (said, language), label in zip(cells, self.head, strict=True)
            ])  # fmt: skip
        return made


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with what was translated from them."""

    text: str
    language: str = ""
    about: str = ""
    original: str = ""
    original_language: str = ""
    kind: str = "quote"


@dataclass(frozen=True)
class Link:
    """An address."""

    label: str
    address: str
    kind: str = "link"


@dataclass(frozen=True)
class Missing:
    """Something that a reader should be told, and is not. `code` names the field of the form that would say it."""

    label: str
    code: str = ""
    kind: str = "missing"


@dataclass(frozen=True)
class Told:
    """One item of the report."""

    number: int
    label: str
    blocks: tuple

    @property
    def missing(self):
        """What of this item is not reported."""
        return [one for one in self.blocks if one.kind == "missing"]


@dataclass(frozen=True)
class Part:
    """A part of the report with its items."""

    code: str
    label: str
    items: tuple


@dataclass(frozen=True)
class Report:
    """A whole report in one language."""

    title: str
    language: str
    lede: str
    state: str
    parts: tuple = field(default=())

    @property
    def items(self):
        """All items in their order."""
        return [item for part in self.parts for item in part.items]

    @property
    def missing(self):
        """((number of the item, its label, what is missing), …)."""
        return [(item.number, item.label, one) for item in self.items for one in item.missing]

    @property
    def full(self):
        """How many items say all that they should."""
        return sum(not item.missing for item in self.items)
