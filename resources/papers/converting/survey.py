"""What a text holds, in the order of reading: its numbered figures and tables, its notes, its headings, its citations.

Pages and files number alike because both ask here.
"""

import re
from dataclasses import dataclass, field

from network.interchange.works import tag_of


class Unknown(ValueError):
    """A node or a mark that the schema of texts does not know; never dropped in silence."""


@dataclass
class Survey:
    """All that is counted in a text. `clusters` are the citations' attributes, in the order in which they are read."""

    figures: dict = field(default_factory=dict)
    """{id: number} from 1."""
    tables: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)
    """{id: number} by the first mark in the text; notes without a mark are not printed."""
    texts: dict = field(default_factory=dict)
    """{id: the node of the footnote}."""
    headings: dict = field(default_factory=dict)
    """{id: (level, words)}."""
    outline: list = field(default_factory=list)
    """[(level, id, words)] of all headings."""
    clusters: list = field(default_factory=list)
    images: list = field(default_factory=list)
    """[(number of the Figure row, attributes)] of all figures in order."""
    targets: list = field(default_factory=list)
    """ids that cross references name."""

    @property
    def keys(self):
        """The keys of all works cited, each once, in the order of their first citation."""
        return list(dict.fromkeys(item.get("key") or "" for one in self.clusters for item in one.get("items") or ()))


def survey(content):
    """Return the Survey of a text (content JSON of the schema)."""
    found = Survey()
    for node in content.get("content") or ():
        if node.get("type") == "footnote":
            found.texts.setdefault(ident(node), node)
    for node in content.get("content") or ():
        if node.get("type") != "footnote":
            _look(node, found)
    return found


def ident(node):
    """Return the id of a node, "" if it has none."""
    return str((node.get("attrs") or {}).get("id") or "")


def words_in(node):
    """Return the plain text of a node on one line."""
    if node.get("type") == "text":
        return node.get("text") or ""
    if node.get("type") == "hardBreak":
        return " "
    return "".join(words_in(child) for child in node.get("content") or ())


def _look(node, found):
    kind, attrs = node.get("type"), node.get("attrs") or {}
    if kind == "figure":
        found.images.append((attrs.get("figure"), attrs))
        found.figures.setdefault(ident(node) or f"figure-{len(found.images)}", len(found.figures) + 1)
    elif kind == "table":
        found.tables.setdefault(ident(node) or f"table-{len(found.tables) + 1}", len(found.tables) + 1)
    elif kind == "heading":
        words = words_in(node)
        found.outline.append((level_of(node), ident(node), words))
        found.headings.setdefault(ident(node), (level_of(node), words))
    elif kind == "citation":
        found.clusters.append(attrs)
    elif kind == "crossRef":
        found.targets.append(str(attrs.get("target") or ""))
    elif kind == "footnoteRef":
        name = str(attrs.get("id") or "")
        if name in found.texts and name not in found.notes:
            found.notes[name] = len(found.notes) + 1
            for child in found.texts[name].get("content") or ():
                _look(child, found)
        return
    for child in node.get("content") or ():
        _look(child, found)


_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def language_of(attrs):
    """Return the language of a passage as BCP 47, "" for what is none."""
    code = str(attrs.get("lang") or "")
    return tag_of(code) if _TAG.fullmatch(code) else ""


def level_of(node):
    """Return a heading's level, 1 to 4."""
    try:
        return min(4, max(1, int((node.get("attrs") or {}).get("level") or 1)))
    except (TypeError, ValueError):
        return 1
