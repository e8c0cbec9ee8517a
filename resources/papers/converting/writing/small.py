"""Small pieces of Pandoc's AST, and what is looked up while one text is written. Source: pandoc-types 1.23."""

from dataclasses import dataclass, field

from network.interchange.works import clean_text
from resources.papers.converting.survey import Survey


@dataclass
class Target:
    """How one format wants what formats write differently. `picture(attrs) -> (address, alternative text)`."""

    picture: object
    labels: dict
    typst: bool = False
    marks: dict = field(default_factory=dict)
    """{name of a mark: function(inlines, attributes) -> inlines}: for marks that are written in a format's own way."""


@dataclass
class Page:
    """One text while it is written."""

    survey: Survey
    target: Target
    cites: dict
    entries: list
    anchors: set = field(default_factory=set)
    level: int = 0
    seen_figures: int = 0
    seen_tables: int = 0

    def anchor(self, name):
        """Return the anchor of a thing; "" for a name that stands before already, since two would be one too many."""
        name = anchor(name)
        if name in self.anchors:
            return ""
        self.anchors.add(name)
        return name


def words(said):
    """Return plain text as inlines; line ends and several spaces are one."""
    made = []
    for number, part in enumerate(clean_text(said).replace("\n", " ").replace("\t", " ").split(" ")):
        if number and (not made or made[-1]["t"] != "Space"):
            made.append({"t": "Space"})
        if part:
            made.append({"t": "Str", "c": part})
    return made


def attr(name="", classes=(), pairs=()):
    """Return Pandoc's attributes."""
    return [name, list(classes), [list(pair) for pair in pairs]]


def anchor(name):
    """Return an id that every format takes: letters, digits, - and . alone; "" stays ""."""
    return (
        "p-" + "".join(c if (c.isalnum() and c.isascii()) or c in "-_" else f".{ord(c):x}." for c in name)
        if name
        else ""
    )


def raw(said):
    """Return a block in Typst's own words."""
    return {"t": "RawBlock", "c": ["typst", said]}


def raw_inline(said):
    """Return a piece of a line in Typst's own words."""
    return {"t": "RawInline", "c": ["typst", said]}


def mark(name):
    """Return Typst's label of an anchor, to which links lead; nothing for ""."""
    return raw_inline(f" <{name}>" if name else "")


def quoted(said):
    """Return words as a string of Typst's."""
    plain = clean_text(said).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(plain.split()) + '"'


def meta_of(value):
    """Return a value of the front matter: text, bool, list, dict; an AST's own value as it is."""
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, list):
        if value and isinstance(value[0], dict) and value[0].get("t") in ("Para", "Plain"):
            return {"t": "MetaBlocks", "c": value}
        return {"t": "MetaList", "c": [meta_of(one) for one in value]}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: meta_of(one) for name, one in value.items() if one not in (None, "")}}
    return {"t": "MetaInlines", "c": words(str(value))}
