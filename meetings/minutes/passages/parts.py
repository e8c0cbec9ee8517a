"""A text parted at its headings."""

from dataclasses import dataclass, field

from resources.papers.wording import plain

TOP = "top"


@dataclass
class Passage:
    """A heading and what stands under it. `key` names it in addresses; `start` and `end` count blocks of the text."""

    key: str
    title: str
    level: int
    start: int
    end: int
    blocks: list = field(default_factory=list)
    """What stands under the heading, as content JSON."""


def split(content):
    """Return the passages of a text (content JSON) in its order; the first has no heading where the text has none."""
    found, current = [], Passage(TOP, "", 0, 0, 0)
    for place, node in enumerate(content.get("content") or []):
        if node.get("type") == "heading":
            current.end = place
            found.append(current)
            attrs = node.get("attrs") or {}
            key = attrs.get("id") or f"at-{place}"
            current = Passage(key, plain(node).strip(), attrs.get("level") or 1, place, place)
        else:
            current.blocks.append(node)
    current.end = len(content.get("content") or [])
    found.append(current)
    return [one for one in found if one.key != TOP or one.blocks]


def with_key(content, key):
    """Return the passage called `key`, or None."""
    return next((one for one in split(content) if one.key == key), None)


def put(content, passage, blocks):
    """Return the text with `blocks` under the heading of `passage`, which is one of its own."""
    nodes = list(content.get("content") or [])
    head = nodes[passage.start : passage.start + 1] if passage.key != TOP else []
    return {"type": "doc", "content": [*nodes[: passage.start], *head, *blocks, *nodes[passage.end :]]}
