"""Pandoc's AST as a text of the schema (content JSON), whatever file it came from.

What Word files say and pandoc does not comes as marks in the text (see `word.marks`); without any, this reads what
pandoc reads of every format. What the schema has no form for leaves its words, and is counted in `left_out`.
"""

from resources.papers.converting.reading.blocks import leaves
from resources.papers.converting.reading.lines import line
from resources.papers.converting.reading.state import Reading
from resources.papers.converting.reading.tree import built, captioned, content_of
from resources.papers.converting.word.marks import Table

__all__ = ["Reading", "read"]


def read(ast, table=None, salt=""):
    """Return the Reading of Pandoc's AST (a dict); its `content` is a text of the schema."""
    one = Reading(table=table if table is not None else Table(), salt=salt)
    one.title = _plain(ast.get("meta", {}).get("title", {}).get("c") or [])
    blocks = built(captioned(leaves(ast.get("blocks") or (), [], one)))
    _resolve(blocks, one)
    notes = [{"type": "footnote", "attrs": {"id": key}, **content_of(words)} for key, words in one.notes.items()]
    _resolve(notes, one)
    one.content = {"type": "doc", "content": [*(blocks or [{"type": "paragraph"}]), *notes]}
    return one


def _plain(inlines):
    one = Reading()
    return "".join(node.get("text", " ") for node in line(inlines, one)).strip() if isinstance(inlines, list) else ""


def _resolve(nodes, one):
    """Let cross-references name ids, and take away what was for us alone."""
    for node in nodes:
        if node["type"] == "crossRef" and "_name" in node.get("attrs", {}):
            attrs = node["attrs"]
            node["attrs"] = {"target": one.names.get(attrs["_name"]) or attrs["target"] or ""}
        node.pop("_cell", None)
        inside = node.get("content")
        if inside:
            _resolve(inside, one)
            gone = [n for n in inside if n["type"] == "crossRef" and not n["attrs"]["target"]]
            for each in gone:
                inside.remove(each)
