"""Saying what is wrong with a text: its nodes and marks, their places and values, what they point at, and its size."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from resources.papers.schema import values
from resources.papers.schema.spec import INLINE, MARKS, NAMED, NODES, schema

DEEPEST = 24
MOST_NODES = 100_000
MOST_LETTERS = 2_000_000  # about 600 printed pages
MOST_LETTERS_AT_ONCE = 100_000
MOST_CELLS = 20_000
FEW = 50  # problems that are named; a text with more is not one that anybody mends by a list


@dataclass(frozen=True)
class Problem:
    """`code` for programs, `words` for people, `place`: the blocks' numbers from the top, as in "3.0.1"."""

    code: str
    words: str
    place: str = ""

    def __str__(self):
        return self.words


class _Found(list):
    def say(self, code, words, place):
        if len(self) < FEW:
            self.append(Problem(code, words, place))


def check(content, figures=None, references=None):
    """Return the `Problem`s of a text in ProseMirror JSON; an empty list says that it may be kept and printed.

    `figures`: numbers of the paper's figures, `references`: keys of its list; left out, neither is asked.
    """
    found = _Found()
    if too_large := size(content):
        return [too_large]
    if content.get("type") != "doc":
        return [Problem("no-document", _("This is not a text of a paper."))]
    ids = Counter()
    _walk(content, "", found, ids, figures, references)
    for name, times in ids.items():
        if times > 1:
            found.say("id-twice", _("Two passages have the same internal name “%s”.") % name, name)
    _pointers(content, found)
    if not found:
        try:
            schema().node_from_json(content).check()
        except Exception as fault:  # prosemirror-py has no class of its own for each
            found.say("wrong-place", _("Something stands where it may not stand: %s") % str(fault)[:200], "")
    return list(found)


def size(content):
    """Return the `Problem` of a text that is too large or too deep to be worked on, or None; never recurses."""
    if not isinstance(content, dict):
        return Problem("no-document", _("This is not a text of a paper."))
    nodes = letters = cells = 0
    stack = [(content, 0)]
    while stack:
        node, depth = stack.pop()
        if not _is_node(node):
            return Problem("no-document", _("This is not a text of a paper."))
        text = node.get("text")
        if isinstance(text, str):
            letters += len(text)
            if len(text) > MOST_LETTERS_AT_ONCE:
                return Problem("too-long", _("One passage is too long to be worked on."))
        nodes += 1
        if node.get("type") in ("tableCell", "tableHeader"):
            spans = [values.of(node).get(name) for name in ("colspan", "rowspan")]
            cells += max(1, spans[0] if isinstance(spans[0], int) else 1) * max(
                1, spans[1] if isinstance(spans[1], int) else 1
            )
        if depth > DEEPEST:
            return Problem("too-deep", _("Lists, quotes or tables lie too deep within each other."))
        if nodes > MOST_NODES or letters > MOST_LETTERS or cells > MOST_CELLS:
            return Problem("too-long", _("The text is too long. Please split it."))
        stack += [(child, depth + 1) for child in node.get("content") or ()]
    return None


def _is_node(node):
    """Say whether this has the shape of a node, whatever it says."""
    if not isinstance(node, dict) or not isinstance(node.get("type"), str):
        return False
    if not isinstance(node.get("attrs") or {}, dict):
        return False
    content, marks = node.get("content") or [], node.get("marks") or []
    return (
        isinstance(content, list)
        and isinstance(marks, list)
        and all(isinstance(mark, dict) and isinstance(mark.get("type"), str) for mark in marks)
    )


def _walk(node, place, found, ids, figures, references):
    kind = node.get("type")
    if kind not in NODES:
        found.say("unknown-node", _("The text holds something that it may not hold: %s") % str(kind)[:40], place)
        return
    attributes = values.of(node)
    if kind == "text" and (not isinstance(node.get("text"), str) or not node["text"]):
        found.say("empty-text", _("A passage has no words."), place)
    for name in values.faults(kind, attributes, values.NODES):
        found.say(
            "wrong-value", _("A value is not allowed: %(name)s of %(kind)s.") % {"name": name, "kind": kind}, place
        )
    for mark in node.get("marks") or ():
        name = mark.get("type")
        if name not in MARKS or kind not in INLINE:
            found.say("unknown-mark", _("The text is marked in a way that it may not be: %s") % str(name)[:40], place)
        elif values.faults(name, values.of(mark), values.MARKS):
            code, words = ("bad-link", _("A link does not lead to a web page or a mail address."))
            found.say(
                *((code, words) if name == "link" else ("wrong-value", _("A mark has a value that is not allowed."))),
                place,
            )
    if kind in NAMED and isinstance(attributes.get("id"), str):
        ids[attributes["id"]] += 1
    if kind == "figure" and figures is not None and attributes.get("figure") not in figures:
        found.say("unknown-figure", _("A figure does not belong to this paper."), place)
    if kind == "citation" and references is not None and isinstance(attributes.get("items"), list):
        for item in attributes["items"]:
            if isinstance(item, dict) and item.get("key") not in references:
                found.say(
                    "unknown-reference", _("“%s” is cited, but not in the list of references.") % item.get("key"), place
                )
    if kind == "footnote" and "." in place:
        found.say("note-inside", _("A footnote stands within another passage."), place)
    for number, child in enumerate(node.get("content") or ()):
        _walk(child, f"{place}.{number}" if place else str(number), found, ids, figures, references)


def _pointers(content, found):
    """Say which cross-references and footnotes lead nowhere."""
    targets, notes, pointing = set(), set(), []
    stack = [content]
    while stack:
        node = stack.pop()
        attributes = values.of(node)
        kind, name = node.get("type"), attributes.get("id")
        if kind == "footnote":
            notes.add(name)
        elif kind in NAMED:
            targets.add(name)
        elif kind in ("crossRef", "footnoteRef"):
            pointing.append((kind, attributes.get("target" if kind == "crossRef" else "id")))
        stack += node.get("content") or ()
    for kind, name in pointing:
        if kind == "crossRef" and name not in targets:
            found.say("dangling", _("A cross-reference leads to a passage that is no more."), str(name))
        elif kind == "footnoteRef" and name not in notes:
            found.say("dangling-note", _("A footnote has no text."), str(name))
    for name in notes - {name for kind, name in pointing if kind == "footnoteRef"}:
        found.say("lost-note", _("The text of a footnote is not pointed at any more."), str(name))
