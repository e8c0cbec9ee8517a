"""Leaves put together again: captions at their pictures and tables, neighbours of one container in one."""

import re

from resources.papers.converting.reading.state import Leaf

_LABEL = re.compile(r"^\s*(table|figure|fig\.|tabla|figura|tabel|figur|表|图)\s*\d+\s*[.:：]?\s*", re.IGNORECASE)


def content_of(nodes):
    """Return the `content` of a node that holds `nodes`; nothing of an empty one."""
    return {"content": nodes} if nodes else {}


def table_placed(leaf, said):
    """Let a table of ours stand where it stood."""
    leaf.chain = [(kind, f"m{name}", more) for kind, name, more in said.get("chain") or ()]
    leaf.is_marked = True
    if said.get("cell"):
        leaf.node["_cell"] = said["cell"]


def given_back(found):
    """Return leaves with each caption at its own table.

    In a list pandoc takes the caption above a table for words, and the caption of a table that follows for one below:
    so that one lacks its own, or has that of the next.
    """
    for place, leaf in enumerate(found):
        if not (place and found[place - 1].said and leaf.told):
            continue
        end = place + 1
        while end < len(found) and found[end].told:
            end += 1
        if end < len(found) and found[end].node["type"] == "table":
            for at in range(end, place, -1):
                entitled(found[at], *found[at - 1].told)
        leaf.told = None
        leaf.node["attrs"] = {}
        leaf.node.pop("_cell", None)
    return found


def entitled(leaf, said, words):
    """Let a table have what we said of it, and the words of its caption."""
    leaf.told = said, words
    leaf.node["attrs"] = dict(said.get("attrs") or {}) | ({"caption": words[:1000]} if words else {})
    table_placed(leaf, said)


def with_picture(picture, caption):
    """Return a figure of ours whose picture came with it: the words for those who do not see it may be new."""
    attrs = caption.node["attrs"]
    alt, shown = picture.node["attrs"].get("alt") or "", (attrs.pop("_shown", None) or "")
    if alt and alt != (attrs.get("alt") or shown):
        attrs = attrs | {"alt": alt}
    node = caption.node | {"attrs": attrs | {"_media": picture.node["attrs"].get("_media")}}
    return Leaf(node, caption.chain, caption.is_marked)


def captioned(found):
    """Return leaves with each caption at its picture or table: below a picture, above or below a table."""
    made = []
    for leaf in given_back(found):
        last = made[-1] if made else None
        kind = leaf.node["type"]
        if last and last.said and kind == "table":
            _entitle(leaf.node, last.node.get("content") or [])
            leaf.node["attrs"] = leaf.node["attrs"] | last.said["attrs"]
            table_placed(leaf, last.said)
            made[-1] = leaf
        elif last and leaf.is_caption and kind == "figure" and last.node["type"] == "figure" and not last.is_marked:
            made[-1] = with_picture(last, leaf)
        elif last and leaf.is_caption and kind == "paragraph" and _is_bare(last.node):
            words = unlabelled(leaf.node.get("content") or [])
            if last.node["type"] == "figure":
                made[-1].node |= content_of(words)
            else:
                _entitle(made[-1].node, words)
            _name(made[-1].node, leaf.node)
        elif last and last.is_caption and last.node["type"] == "paragraph" and kind == "table" and _is_bare(leaf.node):
            _entitle(leaf.node, unlabelled(last.node.get("content") or []))
            _name(leaf.node, last.node)
            made[-1] = leaf
        else:
            made.append(leaf)
    return made


def _is_bare(node):
    attrs = node.get("attrs") or {}
    return (node["type"] == "figure" and not node.get("content")) or (
        node["type"] == "table" and not attrs.get("caption")
    )


def _entitle(node, words):
    plain = "".join(one.get("text", " ") for one in words).strip()
    node["attrs"] = (node.get("attrs") or {}) | ({"caption": plain[:1000]} if plain else {})


def _name(node, caption):
    ident = (caption.get("attrs") or {}).get("id")
    if ident:
        node["attrs"] = (node.get("attrs") or {}) | {"id": ident}


def unlabelled(nodes):
    """Return the words of a caption without “Figure 3.” in front: pages and files count by themselves."""
    found = _LABEL.match("".join(one.get("text", "") for one in nodes))
    return trimmed(after(nodes, len(found[0]) if found else 0))


def after(nodes, letters):
    """Return inline nodes without their first letters."""
    made = []
    for one in nodes:
        if one["type"] == "text" and letters:
            size = len(one["text"])
            one, letters = one | {"text": one["text"][letters:]}, max(0, letters - size)
            if not one["text"]:
                continue
        made.append(one)
    return made


def trimmed(nodes):
    """Return inline nodes without spaces at both ends."""
    nodes = [dict(one) for one in nodes]
    while nodes and nodes[0]["type"] == "text" and not nodes[0]["text"].lstrip():
        nodes.pop(0)
    while nodes and nodes[-1]["type"] == "text" and not nodes[-1]["text"].rstrip():
        nodes.pop()
    if nodes and nodes[0]["type"] == "text":
        nodes[0]["text"] = nodes[0]["text"].lstrip()
    if nodes and nodes[-1]["type"] == "text":
        nodes[-1]["text"] = nodes[-1]["text"].rstrip()
    return nodes


def built(found):
    """Return blocks made of leaves: neighbours in the same container stand in one."""
    root, stack = [], []
    for leaf in found:
        depth = 0
        while depth < min(len(stack), len(leaf.chain)) and _same(stack[depth][0], leaf.chain[depth]):
            if leaf.chain[depth][1].startswith("m"):
                stack[depth] = (leaf.chain[depth], stack[depth][1])
            depth += 1
        del stack[depth:]
        for step in leaf.chain[depth:]:
            node = {"type": step[0], **({"attrs": dict(step[2])} if step[2] else {}), "content": []}
            (stack[-1][1]["content"] if stack else root).append(node)
            stack.append((step, node))
        (stack[-1][1]["content"] if stack else root).append(leaf.node)
    return root


def _same(one, other):
    if one[0] != other[0]:
        return False
    if one[1] == other[1]:
        return True
    is_marked = [name.startswith("m") for name in (one[1], other[1])]
    if all(is_marked) or one[0] == "listItem":
        return False
    return any(is_marked) or (one[0] in ("blockquote", "callout") and one[2] == other[2])
