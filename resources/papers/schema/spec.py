"""The nodes and marks of a paper's text, in ProseMirror's own words. Never take one away: editors delete what they do
not know, for everybody. What is added raises `VERSION`."""

from functools import cache

from prosemirror.model import Schema

VERSION = 1


def _optional(**defaults):
    return {name: {"default": value} for name, value in defaults.items()}


# Order counts: the first block is what an empty place is filled with; the order of marks is that of their nesting.
NODES = {
    "doc": {"content": "block+"},
    "paragraph": {"group": "block", "content": "inline*"},
    "heading": {"group": "block", "content": "inline*", "defining": True, "attrs": _optional(level=1, id=None)},
    "bulletList": {"group": "block", "content": "listItem+"},
    "orderedList": {"group": "block", "content": "listItem+", "attrs": _optional(start=1)},
    "listItem": {"content": "paragraph block*", "defining": True},
    "blockquote": {"group": "block", "content": "block+", "defining": True},
    "callout": {"group": "block", "content": "block+", "defining": True, "attrs": _optional(kind="note")},
    "table": {
        "group": "block",
        "content": "tableRow+",
        "isolating": True,
        "tableRole": "table",
        "attrs": _optional(id=None, caption=None),
    },
    "tableRow": {"content": "(tableCell | tableHeader)*", "tableRole": "row"},
    "tableHeader": {
        "content": "block+",
        "isolating": True,
        "tableRole": "header_cell",
        "attrs": _optional(colspan=1, rowspan=1, colwidth=None),
    },
    "tableCell": {
        "content": "block+",
        "isolating": True,
        "tableRole": "cell",
        "attrs": _optional(colspan=1, rowspan=1, colwidth=None),
    },
    "figure": {
        "group": "block",
        "content": "inline*",
        "isolating": True,
        "attrs": _optional(figure=None, alt=None, id=None),
    },
    "footnote": {"group": "block", "content": "inline*", "isolating": True, "attrs": _optional(id=None)},
    "horizontalRule": {"group": "block"},
    "text": {"group": "inline"},
    "hardBreak": {"group": "inline", "inline": True},
    "footnoteRef": {"group": "inline", "inline": True, "atom": True, "attrs": _optional(id=None)},
    "citation": {"group": "inline", "inline": True, "atom": True, "attrs": _optional(items=[], mode="paren")},
    "crossRef": {"group": "inline", "inline": True, "atom": True, "attrs": _optional(target=None)},
}
MARKS = {
    "bold": {},
    "italic": {},
    "underline": {},
    "strike": {},
    "subscript": {},
    "superscript": {},
    "link": {"inclusive": False, "attrs": _optional(href=None)},
    "language": {"attrs": _optional(lang=None)},
    "comment": {"excludes": "", "inclusive": False, "attrs": _optional(thread=None)},
}
INLINE = frozenset(name for name, node in NODES.items() if node.get("group") == "inline")
WITH_WORDS = frozenset(name for name, node in NODES.items() if node.get("content") == "inline*")
# Who may be pointed at: ids are unique over all of them.
NAMED = frozenset({"heading", "figure", "table", "footnote"})


def spec():
    """Return the schema as plain JSON: {"nodes": {name: …}, "marks": {name: …}, "topNode": "doc"}."""
    return {"nodes": NODES, "marks": MARKS, "topNode": "doc"}


@cache
def schema():
    """Return the schema of prosemirror-py, made once per process."""
    return Schema(spec())
