"""Blocks as lines, parted by empty ones, and back."""

import re

from django.utils.translation import gettext as _

from meetings.minutes.passages.inlines import INLINE, inlines_of, is_plain, lines_of
from resources.papers.wording import plain

TOKEN = re.compile(r"\[\[(\d+):[^\n]*\]\]")
BULLET = re.compile(r"( *)[-•*] +(.*)")
NUMBER = re.compile(r"( *)\d+[.)] +(.*)")
LISTS = {"bulletList": BULLET, "orderedList": NUMBER}
DEEPEST = 5
"""How deep a list of lines goes at most; deeper lines stay on that depth."""


def to_lines(blocks):
    """Return blocks (content JSON) as lines for a plain form."""
    return "\n\n".join(one for one in chunks_of(blocks) if one)


def chunks_of(blocks):
    """Return each block as lines, "" for an empty paragraph."""
    return [chunk(node, place) for place, node in enumerate(blocks, 1)]


def chunk(node, place):
    """Return one block as lines; what lines cannot say as its number and its kind."""
    kind = node.get("type")
    if kind == "paragraph" and is_plain(node):
        return lines_of(node.get("content") or ())
    if kind in LISTS and is_simple(node):
        return "\n".join(items(node, 0))
    names = {"table": _("table"), "figure": _("figure"), "callout": _("box"), "footnote": _("footnote")}
    excerpt = " ".join(plain(node).split())[:40]
    return f"[[{place}: {names.get(kind) or excerpt or '—'}]]"


def is_simple(node):
    """Whether a list holds nothing but plain paragraphs and lists."""
    for item in node.get("content") or ():
        first, *rest = item.get("content") or [{}]
        if first.get("type") != "paragraph" or not is_plain(first):
            return False
        if any(one.get("type") not in LISTS or not is_simple(one) for one in rest):
            return False
    return True


def items(node, depth):
    """Yield the lines of a list."""
    for number, item in enumerate(node.get("content") or (), 1):
        first, *rest = item.get("content") or [{}]
        sign = "-" if node["type"] == "bulletList" else f"{number}."
        words = lines_of(first.get("content") or ()).replace("\n", " ")
        yield f"{'   ' * depth}{sign} {words}".rstrip()
        for inner in rest:
            yield from items(inner, depth + 1)


def from_lines(lines, before=()):
    """Return lines as blocks (content JSON); `before` are the blocks that they came from.

    A block whose lines are the same is taken over as it was, one that stands by its number too.
    """
    old = list(before)
    known = {}
    for node, words in zip(old, chunks_of(old), strict=True):
        known.setdefault(words, []).append(node)
    made = []
    for words in re.split(r"\n\s*\n", lines.replace("\r\n", "\n").replace("\r", "\n").strip("\n")):
        words = "\n".join(line.rstrip() for line in words.split("\n"))
        if not words.strip():
            continue
        if known.get(words):
            made.append(known[words].pop(0))
        elif (token := TOKEN.fullmatch(words.strip())) and 1 <= int(token[1]) <= len(old):
            made.append(old[int(token[1]) - 1])
        else:
            made += parsed(words)
    return made or [{"type": "paragraph"}]


def parsed(words):
    """Return the blocks that some lines without an empty one between them make."""
    lines = words.split("\n")
    made, at = [], 0
    while at < len(lines):
        kind = next((kind for kind, sign in LISTS.items() if sign.match(lines[at])), None)
        stop = at + 1
        if kind is None:
            while stop < len(lines) and not any(sign.match(lines[stop]) for sign in LISTS.values()):
                stop += 1
            made.append(paragraph("\n".join(lines[at:stop])))
        else:
            while stop < len(lines) and any(sign.match(lines[stop]) for sign in LISTS.values()):
                stop += 1
            made += listed(lines[at:stop])
        at = stop
    return made


def listed(lines, level=1):
    """Return lines that each begin with a sign as lists, deeper ones within the item before them."""
    made = []
    rows = []
    for line in lines:
        kind = next(kind for kind, sign in LISTS.items() if sign.match(line))
        space, words = LISTS[kind].match(line).groups()
        rows.append((len(space), kind, words))
    at = 0
    while at < len(rows):
        depth, kind, _words = rows[at]
        content = []
        while at < len(rows) and rows[at][1] == kind and rows[at][0] <= depth:
            item = {"type": "listItem", "content": [paragraph(rows[at][2])]}
            at += 1
            stop = at
            while stop < len(rows) and rows[stop][0] > depth:
                stop += 1
            if stop > at and level < DEEPEST:
                item["content"] += listed(lines[at:stop], level + 1)
            elif stop > at:
                rest = [{"type": "listItem", "content": [paragraph(words)]} for _, _, words in rows[at:stop]]
                content += [item, *rest]
                at = stop
                continue
            content.append(item)
            at = stop
        made.append({"type": kind, "content": content})
    return made


def paragraph(words):
    """Return lines as a paragraph."""
    inside = inlines_of(words)
    return {"type": "paragraph"} | ({"content": inside} if inside else {})


__all__ = ["INLINE", "chunks_of", "from_lines", "to_lines"]
