"""Single changes, each under a key that stays while the text around it stays."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from resources.papers.differences.align import align
from resources.papers.differences.tokens import attributes, plain_text

AROUND = 60


@dataclass(frozen=True)
class Hunk:
    """One change. `kind`: "words" in a block, "form" (a block's attributes), "come" or "gone" (whole blocks).

    `block` is the type of the block, `path` its place in the old text (for what came: where it goes in), `new_path` its
    place in the new one. `sections` are ids of the headings above it, outermost first; `heading` is the words of the
    nearest. `lead` and `tail` are words around it.
    """

    key: str
    kind: str
    block: str
    before: str
    after: str
    lead: str = ""
    tail: str = ""
    path: tuple = ()
    new_path: tuple = ()
    sections: tuple = ()
    heading: str = ""
    old: dict | None = field(default=None, compare=False, repr=False)
    new: dict | None = field(default=None, compare=False, repr=False)

    @property
    def is_look(self):
        """Whether the words are the same and only how they look differs."""
        return self.before == self.after


def compare(old, new):
    """Return the Hunks that lead from the text `old` to the text `new` (ProseMirror JSON), in the order of the text."""
    return walk(old, new)[1]


def walk(old, new):
    """Return (Steps with the keys of their hunks, [Hunk])."""
    steps = align(old.get("content") or [], new.get("content") or [])
    walker = _Walker()
    walker.go(steps, (), ())
    return steps, walker.hunks


class _Walker:
    def __init__(self):
        self.hunks, self.seen, self.headings = [], Counter(), []

    def go(self, steps, path, new_path):
        i = j = 0
        for step in steps:
            here, there = (*path, i), (*new_path, j)
            if step.op == "gone":
                step.key = self.add("gone", step.old, here, there, before=plain_text(step.old), old=step.old)
            elif step.op == "come":
                step.key = self.add("come", step.new, here, there, after=plain_text(step.new), new=step.new)
            elif step.op == "pair":
                self.pair(step, here, there)
            if step.old is not None and not path:
                self.under(step.old)
            i, j = i + (step.old is not None), j + (step.new is not None)

    def pair(self, step, here, there):
        if step.has_attrs:
            before, after = _attrs(step.old), _attrs(step.new)
            step.attrs = self.add("form", step.new, here, there, before, after, old=step.old, new=step.new)
        for place, run in enumerate(step.runs):
            if run.op == "change":
                lead = step.runs[place - 1].before[-AROUND:] if place else ""
                tail = step.runs[place + 1].before[:AROUND] if place + 1 < len(step.runs) else ""
                run.key = self.add(
                    *("words", step.old, here, there, run.before, run.after, lead, tail), old=step.old, new=step.new
                )
        self.go(step.inside, here, there)

    def add(self, kind, block, path, new_path, before="", after="", lead="", tail="", old=None, new=None):
        seal = "\0".join((kind, block["type"], before, after, lead[-12:], tail[:12]))
        self.seen[seal] += 1
        key = hashlib.sha256(f"{seal}\0{self.seen[seal]}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
        sections = tuple(ident for _level, ident, _words in self.headings if ident)
        heading = self.headings[-1][2] if self.headings else ""
        if block["type"] == "heading" and kind != "come" and (ident := attributes(old or block).get("id")):
            sections = (*(i for level, i, _w in self.headings if i and level < _level_of(old or block)), ident)
        self.hunks.append(
            Hunk(
                *(key, kind, block["type"], before, after, lead, tail, path, new_path, sections, heading),
                old=old,
                new=new,
            )
        )
        return key

    def under(self, block):
        if block["type"] != "heading":
            return
        level = _level_of(block)
        self.headings = [one for one in self.headings if one[0] < level]
        self.headings.append((level, attributes(block).get("id", ""), plain_text(block)))


def _level_of(block):
    return attributes(block).get("level", 1)


def _attrs(block):
    """Return a block's type and attributes as words, for keys and for the record."""
    rest = ", ".join(f"{key} {value}" for key, value in sorted(attributes(block).items()) if key != "id")
    return f"{block['type']} {rest}".strip()
