"""What is remembered while one text is read."""

import hashlib
from dataclasses import dataclass, field

from resources.papers.converting.word.marks import Table
from resources.papers.schema.cleaning import new_name


@dataclass
class Leaf:
    """A block of words, a table or a rule, and in which containers it stands: [(type, name, attributes)]."""

    node: dict
    chain: list
    is_marked: bool = False
    is_caption: bool = False
    said: dict | None = None
    """Of a caption that came apart from its table: what we said of the table."""
    told: tuple | None = None
    """Of a table of ours: what we said of it, and the words of its caption."""


@dataclass
class Reading:
    """One text while it is read. `works` are keys of works as the file names them; `pictures` paths in the file."""

    table: Table = field(default_factory=Table)
    notes: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)
    title: str = ""
    content: dict = field(default_factory=dict)
    count: int = 0
    comments: list = field(default_factory=list)
    languages: list = field(default_factory=list)
    links: list = field(default_factory=list)
    said: dict | None = None
    named: str = ""
    callout: str = ""
    is_caption: bool = False
    note: str = ""
    images: list = field(default_factory=list)
    label: int = 0
    """How many letters of this block stand before our own mark: of a caption, its label."""

    own: list = field(default_factory=list)
    salt: str = ""
    """Two readings of one file with the same salt give the same names to the same things."""

    def is_own(self, node):
        """Whether a block of words stood in a text of ours when the file left."""
        return any(node is one for one in self.own)

    def name(self, seed):
        """Return an id for something that the file calls `seed`; a fresh one without a seed."""
        if not seed:
            return new_name()
        return "w" + hashlib.sha256(f"{self.salt}\0{seed}".encode()).hexdigest()[:9]

    def miss(self, what):
        """Count something that the schema has no form for."""
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def container(self, kind, chain, **attrs):
        """Return `chain` with one container more."""
        self.count += 1
        return [*chain, (kind, f"a{self.count}", {key: value for key, value in attrs.items() if value is not None})]
