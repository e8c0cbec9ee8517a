"""What a search gives back."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hit:
    """One entry that was found, with the lines that met the query (safe HTML, may be empty) and their language."""

    entry: object
    snippet_html: str = ""
    snippet_language: str = ""


@dataclass
class Found:
    """One page of what was found."""

    hits: list = field(default_factory=list)
    total: int = 0
    facets: dict = field(default_factory=dict)
    page: int = 1
    pages: int = 1
    did_you_mean: str = ""
    widened: bool = False
    """What was typed was met only by beginnings of words or similar words."""
    nearest: list = field(default_factory=list)
    """Without any hit: hits for most of the words."""
    unfiltered: int = 0
    """Without any hit: how many there are without the filters."""
    simple: bool = False
    """The index is away: only the newest entries were looked through, and `total` and counts stop at a cap."""
    key: tuple | None = None
    """Names the question and the state of the index that answered; None where the answer was mended afterwards."""
