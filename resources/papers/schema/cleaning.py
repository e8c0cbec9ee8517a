"""Making a text fit: what is not allowed is dropped and named; words are never dropped with what held them."""

import secrets
import string

from django.utils.translation import gettext as _

from resources.papers.schema import values
from resources.papers.schema.checking import DEEPEST, Problem
from resources.papers.schema.spec import INLINE, MARKS, NAMED, NODES, WITH_WORDS

LISTS, QUOTES, CELLS = ("bulletList", "orderedList"), ("blockquote", "callout"), ("tableCell", "tableHeader")
_LETTERS = string.ascii_lowercase + string.digits


def new_name():
    """Return a fresh id for a node: eight letters and digits, the first a letter."""
    return secrets.choice(string.ascii_lowercase) + "".join(secrets.choice(_LETTERS) for _ in range(7))


def clean(content, figures=None, references=None):
    """Return (the text as it may be kept, a list of `Problem`s: what was dropped or changed).

    Unknown nodes give way to what is in them, text in a wrong place becomes a paragraph, values that are not allowed
    go. A figure that is not one of `figures` leaves its caption, a citation loses works that are not in `references`
    (left out, neither is asked). Ids that occur twice are made anew. Sizes are not looked at: ask `check`.
    """
    work = _Cleaning(figures, references)
    blocks = work.blocks(content.get("content") if isinstance(content, dict) else None, 1)
    if work.notes:
        blocks += work.notes
    return {"type": "doc", "content": blocks or [{"type": "paragraph"}]}, work.dropped


class _Cleaning:
    def __init__(self, figures, references):
        self.figures, self.references = figures, references
        self.dropped, self.ids, self.notes = [], set(), []

    def drop(self, code, words):
        problem = Problem(code, words)
        if problem not in self.dropped:
            self.dropped.append(problem)

    def blocks(self, nodes, depth, within="doc"):
        """Return blocks made of any nodes; loose words become paragraphs."""
        found, loose = [], []

        def close():
            inline = self.inline(loose)
            if any(node["type"] != "text" or node["text"].strip() for node in inline):
                found.append({"type": "paragraph", "content": inline})
            loose.clear()

        for node in nodes if isinstance(nodes, list) else ():
            if not isinstance(node, dict):
                continue
            if _kind(node) in INLINE:
                loose.append(node)
                continue
            close()
            found += self.block(node, depth, within)
        close()
        return found

    def block(self, node, depth, within):
        kind, content = _kind(node), node.get("content")
        if depth >= DEEPEST - 2:
            self.drop("too-deep", _("Lists, quotes or tables lay too deep within each other. Their words were kept."))
            inline = self.inline([node])
            return [{"type": "paragraph", "content": inline}] if inline else []
        if kind == "horizontalRule":
            return [{"type": kind}]
        if kind in WITH_WORDS:
            return self.passage(node, kind, within)
        if kind in LISTS:
            return self.list(node, kind, depth)
        if kind in QUOTES:
            return [self.made(node, kind, self.blocks(content, depth + 1, kind) or [{"type": "paragraph"}])]
        if kind == "table":
            return self.table(node, depth)
        if kind not in NODES:
            self.drop("unknown-node", _("The text held something that it may not hold: %s") % str(kind)[:40])
        return self.blocks(content, depth + 1, within)

    def passage(self, node, kind, within):
        inline = self.inline(node.get("content"))
        if kind == "figure":
            number = values.of(node).get("figure")
            if not values.NODES["figure"]["figure"](number) or (
                self.figures is not None and number not in self.figures
            ):
                self.drop("unknown-figure", _("A figure does not belong to this paper. Its caption was kept."))
                return [{"type": "paragraph", "content": inline}] if inline else []
        made = self.made(node, kind, inline)
        if kind == "footnote":
            self.notes.append(made)
            return []
        return [made]

    def list(self, node, kind, depth):
        items = []
        for child in node.get("content") or ():
            if not isinstance(child, dict):
                continue
            inner = child.get("content") if _kind(child) == "listItem" else [child]
            blocks = self.blocks(inner, depth + 2, "listItem")
            if not blocks or blocks[0]["type"] != "paragraph":
                blocks.insert(0, {"type": "paragraph"})
            items.append({"type": "listItem", "content": blocks})
        return [self.made(node, kind, items)] if items else []

    def table(self, node, depth):
        rows, beside = [], []
        for row in node.get("content") or ():
            if not isinstance(row, dict) or _kind(row) != "tableRow":
                beside.append(row)
                continue
            cells = []
            for cell in row.get("content") or ():
                kind = _kind(cell) if isinstance(cell, dict) else None
                inner = cell.get("content") if kind in CELLS else [cell]
                blocks = self.blocks(inner, depth + 3, "table") or [{"type": "paragraph"}]
                made = self.made(cell, kind, blocks) if kind in CELLS else {"type": "tableCell", "content": blocks}
                cells.append(made)
            if cells:
                rows.append({"type": "tableRow", "content": cells})
        return ([self.made(node, "table", rows)] if rows else []) + self.blocks(beside, depth)

    def inline(self, nodes):
        """Return what may stand in a line: texts and what stands between them; of blocks, the words."""
        found = []
        for node in nodes if isinstance(nodes, list) else ():
            if not isinstance(node, dict):
                continue
            kind = _kind(node)
            if kind == "text":
                text = node.get("text")
                if isinstance(text, str) and (sound := _sound(text)):
                    self.join(found, {"type": "text", "text": sound}, self.marks(node))
            elif kind in ("crossRef", "footnoteRef", "citation"):
                if made := self.atom(node, kind):
                    found.append(made)
            elif kind == "hardBreak":
                found.append({"type": kind})
            else:
                if kind not in NODES:
                    self.drop("unknown-node", _("The text held something that it may not hold: %s") % str(kind)[:40])
                for each in self.flat(node):
                    self.join(found, each, each.pop("marks", None)) if each["type"] == "text" else found.append(each)
        return found

    def flat(self, node):
        """Return the inline nodes within a block, however deep, without recursing: the depth may be anybody's."""
        stack, lines = [node], []
        while stack:
            each = stack.pop()
            if not isinstance(each, dict):
                continue
            if _kind(each) in INLINE:
                lines.append(each)
            elif isinstance(each.get("content"), list):
                stack += reversed(each["content"])
        return self.inline(lines)

    def join(self, found, text, marks):
        if marks:
            text["marks"] = marks
        last = found[-1] if found else None
        if last and last["type"] == "text" and last.get("marks") == text.get("marks"):
            last["text"] += text["text"]
        else:
            found.append(text)

    def marks(self, node):
        kept = []
        marks = node.get("marks")
        for mark in marks if isinstance(marks, list) else ():
            mark = mark if isinstance(mark, dict) else {}
            name = mark.get("type") if isinstance(mark.get("type"), str) else None
            attributes = {k: v for k, v in values.of(mark).items() if k in values.MARKS.get(name, ())}
            if name not in MARKS:
                self.drop("unknown-mark", _("The text was marked in a way that it may not be: %s") % str(name)[:40])
            elif values.faults(name, attributes, values.MARKS):
                self.drop("bad-link", _("A link did not lead to a web page or a mail address. Its words were kept."))
            elif not any(each["type"] == name and name != "comment" for each in kept):
                made = {"type": name} | ({"attrs": attributes} if attributes else {})
                if made not in kept:
                    kept.append(made)
        return kept

    def atom(self, node, kind):
        made = self.made(node, kind, None)
        attributes = made.get("attrs") or {}
        if kind == "citation":
            raw = values.of(node).get("items")
            items = [item for item in raw if values.is_item(item)] if isinstance(raw, list) else []
            known = [item for item in items if self.references is None or item["key"] in self.references]
            if not isinstance(raw, list) or len(known) < len(raw):
                self.drop("unknown-reference", _("A citation named a work that is not in the list of references."))
            if not known:
                return None
            made["attrs"] = attributes | {"items": known[: values.MOST_CITED]}
        elif values.faults(kind, attributes, values.NODES):
            self.drop("dangling", _("A cross-reference or a footnote led nowhere."))
            return None
        return made

    def made(self, node, kind, content):
        """Return a node of this kind with the attributes that may stay."""
        attributes = {}
        for name, value in values.of(node).items():
            if value is None or name not in values.NODES.get(kind, ()):
                continue
            if not values.NODES[kind][name](value):
                if (kind, name) != ("citation", "items"):
                    words = _("A value was not allowed: %(name)s of %(kind)s.") % {"name": name, "kind": kind}
                    self.drop("wrong-value", words)
                continue
            attributes[name] = value
        if (kind in NAMED and (name := attributes.get("id")) in self.ids) or (
            kind == "footnote" and not attributes.get("id")
        ):
            attributes["id"] = new_name()
        if kind in NAMED and attributes.get("id"):
            self.ids.add(attributes["id"])
        made = {"type": kind}
        if attributes:
            made["attrs"] = attributes
        if content:
            made["content"] = content
        return made


def _sound(text):
    """Return text without what no document may carry: halves of letters and control characters."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.translate(_CONTROL)


_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 65534, 65535]) | {13: "\n"}


def _kind(node):
    """Return the kind of a node, None for what names none."""
    kind = node.get("type")
    return kind if isinstance(kind, str) else None
