"""Small pieces of JATS, and what is looked up while one paper is written."""

from dataclasses import dataclass, field

from lxml import etree

from network.interchange.works import clean_text, tag_of
from resources.papers.converting.survey import Survey

XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
XML = "{http://www.w3.org/XML/1998/namespace}"
NAMES = {"xlink": XLINK}


@dataclass
class Sheet:
    """All that is looked up while one paper is written."""

    survey: Survey
    figures: dict
    labels: dict
    cites: dict
    entries: list
    works: dict
    language: str
    ids: set = field(default_factory=set)
    seen_figures: int = 0
    seen_tables: int = 0

    @property
    def tag(self):
        """The language of the paper as BCP 47."""
        return tag_of(self.language)

    def own(self, element, name):
        """Give an element its id, the first time that name is asked for."""
        name = ident_of(name)
        if name and name not in self.ids:
            self.ids.add(name)
            element.set("id", name)


def ident_of(name):
    """Return an id as XML takes it; "" stays ""."""
    return (
        "p-" + "".join(c if (c.isalnum() and c.isascii()) or c in "-_" else f".{ord(c):x}." for c in name)
        if name
        else ""
    )


def add(parent, name, words=None, **attributes):
    """Add an element with words below `parent`; returns it. Attributes: `_` stands for `-`; empty ones are left out."""
    element = etree.SubElement(parent, name)
    for key, value in attributes.items():
        if value:
            element.set(key.rstrip("_").replace("_", "-"), clean_text(value))
    if words:
        element.text = clean_text(words)
    return element


def say(element, words):
    """Put words at the end of an element, behind what stands there."""
    words = clean_text(words)
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def paragraphs(parent, words):
    """Add a paragraph for each line of a text that people typed."""
    for line in words.splitlines():
        if line.strip():
            add(parent, "p", line.strip())


_WRAPS = {"Emph": "italic", "Strong": "bold", "Superscript": "sup", "Subscript": "sub", "SmallCaps": "sc"}


def set_inlines(parent, nodes):
    """Put Pandoc's inlines of a citation or a reference into an element."""
    for node in nodes:
        kind, inner = node["t"], node.get("c")
        if kind == "Str":
            say(parent, inner)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            say(parent, " ")
        elif kind in _WRAPS:
            set_inlines(add(parent, _WRAPS[kind]), inner)
        elif kind == "Link":
            link = parent
            if inner[2][0].startswith(("http://", "https://")):
                link = add(parent, "ext-link", ext_link_type="uri")
                link.set(HREF, clean_text(inner[2][0]))
            set_inlines(link, inner[1])
        elif kind == "Quoted":
            left, right = ("‘", "’") if inner[0]["t"] == "SingleQuote" else ("“", "”")
            say(parent, left)
            set_inlines(parent, inner[1])
            say(parent, right)
        elif kind in ("Span", "Cite"):
            set_inlines(parent, inner[1])
        elif kind == "Code":
            say(parent, inner[1])
        elif isinstance(inner, list):
            set_inlines(parent, [one for one in inner if isinstance(one, dict)])
