"""What a reader hands back."""

from dataclasses import dataclass, field

PARSER = "1"
"""Version of the readers; kept beside what they read, so that a later look knows how it was read."""

MOST_WARNINGS = 20_000


def words(text):
    """Return the words of a text as a set."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Warned:
    """A warning: the line (from 1; 0 for the file as a whole), a sentence with places, what stands in them.

    `until` is the last line that it speaks of.
    """

    line: int
    template: str
    params: dict = field(default_factory=dict)
    until: int = 0

    @property
    def message(self):
        """The sentence in English."""
        return self.template % self.params

    @property
    def lines(self):
        """The lines that it speaks of, as a range."""
        return range(self.line, max(self.line, self.until) + 1)


@dataclass
class Record:
    """One reference: CSL-JSON, its text as it stood in the file, and its first and last line."""

    csl: dict
    raw: str
    line: int
    until: int


class Warnings(list):
    """Warnings as they are found; beyond the most that anybody reads they are counted only."""

    def __init__(self):
        super().__init__()
        self.more, self.more_from = 0, 0

    def add(self, line, template, /, until=0, **params):
        """Note one warning; what stands in it is cut to what fits into a line."""
        if len(self) >= MOST_WARNINGS:
            self.more += 1
            self.more_from = self.more_from or line
            return
        params = {name: short(value) if isinstance(value, str) else value for name, value in params.items()}
        if "%(until)s" in template:
            params["until"] = until
        self.append(Warned(line, template, params, until))


def short(text, most=160):
    """Return `text` on one line, cut at `most` characters."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text[: most * 4]).split())
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass
class Read:
    """What was read from one file. `lines` counts its lines."""

    format: str = "unknown"
    encoding: str = ""
    records: list = field(default_factory=list)
    warnings: list = field(default_factory=Warnings)
    lines: int = 0

    def of(self, record):
        """Return the warnings that speak of lines of one record."""
        return [one for one in self.warnings if record.line <= one.line <= record.until]

    def as_json(self):
        """Return what `manage.py read_references` prints."""
        return {
            "format": self.format,
            "encoding": self.encoding,
            "records": [record.csl for record in self.records],
            "warnings": [{"line": one.line, "message": one.message} for one in self.warnings],
        }
