"""A text made ready for pandoc's way into Word: marks stand where bookmarks, fields, changes and comments will be.

A mark "at" begins each block of words and says where it belongs (in which lists, quotes and cells) and what pandoc
does not carry of its attributes, so that the way back gives the same text.
"""

import copy

from resources.papers.converting.survey import level_of
from resources.papers.converting.word.marks import Table, without
from resources.papers.differences.tokens import TEXTBLOCKS, attributes

CONTAINERS = ("bulletList", "orderedList", "listItem", "blockquote", "callout")


class Marking:
    """One text on its way out: `table` what the marks mean, `content` the marked text, `commented` keys of threads."""

    def __init__(self, content, *, threads=(), csl=None):
        self.table, self.threads, self.csl = Table(), {thread["key"]: thread for thread in threads}, csl or {}
        self.containers, self.level = 0, 0
        blocks = content.get("content") or []
        self.notes = {attributes(one).get("id"): one for one in blocks if one["type"] == "footnote"}
        self.spans, self.commented = _spans(blocks, self.threads), []
        self.open = set()
        made = [self.block(one, []) for one in blocks if one["type"] != "footnote"]
        made += [self.footnote(one) for one in self.notes.values()]
        self.content = {"type": "doc", "content": made}

    def footnote(self, node):
        """Return a note: its words and changes, without comments, which Word does not have there."""
        return {"type": "footnote", "attrs": node.get("attrs") or {}, "content": self.inlines(node, notes=False)}

    def block(self, node, chain, cell=None):
        """Return a block with its marks; `cell` is told by its first block of words."""
        kind, attrs = node["type"], attributes(node)
        change = node.get("_change")
        if kind == "table":
            return self.made_table(node, chain, cell, change)
        if kind in TEXTBLOCKS:
            said = {"chain": chain, "type": kind, "attrs": attrs}
            if kind == "heading":
                self.level = min(level_of(node), self.level + 1)
                said["shown"] = self.level
            if cell is not None:
                said["cell"] = cell
            if change:
                said["change"] = change
            inside = [self.table.node("at", **said), *self.inlines(node)]
            return {"type": kind, "attrs": attrs, "content": inside}
        made = []
        if kind in CONTAINERS:
            self.containers += 1
            chain = [*chain, [kind, self.containers, attrs]]
        for child in node.get("content") or ():
            made.append(self.block(child, chain, cell))
            cell = None
        return {"type": kind, "attrs": attrs, **({"content": made} if made else {})}

    def made_table(self, node, chain, cell, change):
        attrs = attributes(node)
        said = {"chain": chain, "type": "table", "attrs": {k: v for k, v in attrs.items() if k != "caption"}}
        if cell is not None:
            said["cell"] = cell
        if change:
            said["change"] = change
        caption = self.table.add("at", **said) + without(str(attrs.get("caption") or ""))
        rows = []
        for row in node.get("content") or ():
            cells = []
            for place, one in enumerate(row.get("content") or ()):
                told = {"type": one["type"], "attrs": {k: v for k, v in attributes(one).items() if k == "colwidth"}}
                if place == 0 and row.get("_change"):
                    told["row"] = row["_change"]
                inside, first = [], told
                for child in one.get("content") or ():
                    inside.append(self.block(child, [], first))
                    first = None
                cells.append({"type": one["type"], "attrs": attributes(one), "content": inside})
            rows.append({"type": "tableRow", "content": cells})
        return {"type": "table", "attrs": attrs | {"caption": caption}, "content": rows}

    def inlines(self, node, notes=True):
        """Return what stands in a block of words, with the marks around it."""
        made = []
        for child in node.get("content") or ():
            child = copy.deepcopy(child)
            change = child.pop("_change", None)
            keys = [one["attrs"]["thread"] for one in child.get("marks") or () if one["type"] == "comment"]
            child["marks"] = [one for one in child.get("marks") or () if one["type"] != "comment"]
            if not child["marks"]:
                del child["marks"]
            if notes and child["type"] == "footnoteRef":
                keys += self.note_keys(child)
            if notes:
                made += self.begun(keys)
            made += self.inline(child, change)
            if notes:
                made += self.ended(keys)
        return made

    def inline(self, child, change):
        kind, attrs = child["type"], child.get("attrs") or {}
        if kind == "text":
            inside = [child | {"text": without(child["text"])}]
        elif kind == "citation":
            inside = [self.table.node("cite", attrs=attrs), child, self.table.node("/cite")]
        elif kind == "crossRef":
            inside = [self.table.node("cross", target=attrs.get("target")), child, self.table.node("/cross")]
        elif kind == "footnoteRef":
            inside = [self.table.node("note", id=attrs.get("id")), child]
        else:
            inside = [child]
        if change:
            return [self.table.node("change", change=change), *inside, self.table.node("/change")]
        return inside

    def note_keys(self, child):
        """Return the threads that speak of words in a footnote."""
        note = self.notes.get((child.get("attrs") or {}).get("id")) or {}
        return [one["attrs"]["thread"] for node in note.get("content") or () for one in node.get("marks") or ()
                if one["type"] == "comment"]  # fmt: skip

    def begun(self, keys):
        """Return marks for the threads whose passage begins here."""
        made = []
        for key in keys:
            if key in self.spans and key not in self.open and key not in self.commented:
                self.open.add(key)
                made.append(self.table.node("comment", thread=key))
        return made

    def ended(self, keys):
        """Return marks for the threads whose passage ends here."""
        made = []
        for key in keys:
            if key in self.open:
                self.spans[key] -= 1
                if self.spans[key] <= 0:
                    self.open.discard(key)
                    self.commented.append(key)
                    made.append(self.table.node("/comment", thread=key))
        return made


def _spans(blocks, threads):
    """Return {thread: over how many inline nodes its passage goes}; words of notes count where the note is named."""
    notes = {attributes(one).get("id"): one for one in blocks if one["type"] == "footnote"}
    counts = {}

    def walk(node, is_top=False):
        for mark in node.get("marks") or ():
            key = (mark.get("attrs") or {}).get("thread")
            if mark["type"] == "comment" and key in threads:
                counts[key] = counts.get(key, 0) + 1
        if node.get("type") == "footnoteRef":
            note = notes.get((node.get("attrs") or {}).get("id")) or {}
            for child in note.get("content") or ():
                walk(child)
        for child in node.get("content") or ():
            walk(child)

    for one in blocks:
        if one["type"] != "footnote":
            walk(one)
    return counts
