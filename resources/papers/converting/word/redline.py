"""Several people's suggestions over one text: what each would put in and take out, word by word.

The result is content JSON whose inline nodes carry `_change` and whose blocks may: {"kind": "ins"|"del", "n": number}
into a list of (author, moment). Two people may take out the same words: the first is named.
"""

import copy

from resources.papers.differences.align import align
from resources.papers.differences.tokens import TEXTBLOCKS, tokens_of


class Redline:
    """One text and the changes over it. `authors` are [(name, moment)], `unshown` counts what Word has no form for."""

    def __init__(self, content):
        self.content = copy.deepcopy(content)
        self.authors, self.unshown, self._proposals = [], 0, []

    def add(self, content, who):
        """Put one suggestion over the text: `content` is what it would be, `who(before, after)` its (name, moment)."""
        self._proposals.append((content, who))

    def made(self):
        """Return the text with all changes."""
        base = self.content.get("content") or []
        if not self._proposals:
            return self.content
        layers = [(align(base, content.get("content") or []), who) for content, who in self._proposals]
        return self.content | {"content": self._blocks(base, layers)}

    def _change(self, kind, who, before="", after=""):
        author = who(before, after)
        if author not in self.authors:
            self.authors.append(author)
        return {"kind": kind, "n": self.authors.index(author)}

    def _blocks(self, base, layers):
        """Merge layers of Steps over the blocks `base`."""
        places = [_by_place(steps) for steps, _who in layers]
        made = []
        for place in range(len(base) + 1):
            for (come, _at), (_steps, who) in zip(places, layers, strict=True):
                for block in come.get(place, ()):
                    made.append(_whole(block, self._change("ins", who, "", _words(block))))
            if place < len(base):
                steps = [(at[place], who) for (_come, at), (_s, who) in zip(places, layers, strict=True)]
                made.append(self._block(base[place], steps))
        return made

    def _block(self, block, steps):
        pairs = [(step, who) for step, who in steps if step.op == "pair"]
        gone = [who for step, who in steps if step.op == "gone"]
        if gone and not pairs:
            return _whole(block, self._change("del", gone[0], _words(block), ""))
        self.unshown += len(gone)
        if not pairs:
            return block
        self.unshown += sum(step.has_attrs for step, _who in pairs)
        if block["type"] in TEXTBLOCKS:
            return block | {"content": self._tokens(block, pairs)}
        return block | {"content": self._blocks(block.get("content") or [], [(s.inside, who) for s, who in pairs])}

    def _tokens(self, block, pairs):
        tokens = tokens_of(block)
        gone, come = {}, {}
        for step, who in pairs:
            at = 0
            for run in step.runs:
                end = at + len(run.old)
                if run.op == "change":
                    for place in range(at, end):
                        gone.setdefault(place, self._change("del", who, run.before, run.after))
                    if run.new:
                        change = self._change("ins", who, run.before, run.after)
                        come.setdefault(end, []).extend(token.node | {"_change": change} for token in run.new)
                at = end
        made = []
        for place, token in enumerate(tokens):
            made += come.get(place, ())
            made.append(token.node | {"_change": gone[place]} if place in gone else token.node)
        return _joined(made + come.get(len(tokens), []))


def _by_place(steps):
    """Return ({place: blocks that come before it}, [step of each block of the old text])."""
    come, at = {}, []
    for step in steps:
        if step.old is None:
            come.setdefault(len(at), []).append(step.new)
        else:
            at.append(step)
    return come, at


def _whole(block, change):
    """Return a block that comes or goes with all that is in it."""
    if block["type"] in TEXTBLOCKS:
        return block | {"_change": change, "content": [one | {"_change": change} for one in block.get("content") or ()]}
    return block | {"_change": change, "content": [_whole(one, change) for one in block.get("content") or ()]}


def _words(block):
    from resources.papers.differences.tokens import plain_text

    return plain_text(block)


def _joined(nodes):
    """Return nodes, neighbouring text of the same marks and the same change as one."""
    made = []
    for node in nodes:
        last = made[-1] if made else None
        alike = last and last["type"] == node["type"] == "text"
        if alike and all(last.get(key) == node.get(key) for key in ("marks", "_change")):
            made[-1] = last | {"text": last["text"] + node["text"]}
        else:
            made.append(node)
    return made
