"""Pandoc's blocks as leaves: blocks of words, tables and rules, each with the containers that it stands in."""

from resources.papers.converting.reading.lines import line
from resources.papers.converting.reading.state import Leaf
from resources.papers.converting.reading.tree import (
    after,
    built,
    captioned,
    content_of,
    table_placed,
    trimmed,
    unlabelled,
    with_picture,
)

LISTS = ("bulletList", "orderedList")


def leaves(blocks, chain, one):
    """Return the Leaves of Pandoc's blocks, in order."""
    made = []
    for block in blocks:
        kind, inside = block["t"], block.get("c")
        if kind in ("Para", "Plain", "Header", "LineBlock", "CodeBlock"):
            made += words_of(block, chain, one)
        elif kind == "BulletList":
            inner = one.container("bulletList", chain)
            for item in inside:
                made += leaves(item, one.container("listItem", inner), one)
        elif kind == "OrderedList":
            start = inside[0][0]
            inner = one.container("orderedList", chain, start=start if start != 1 else None)
            for item in inside[1]:
                made += leaves(item, one.container("listItem", inner), one)
        elif kind == "BlockQuote":
            made += leaves(inside, one.container("blockquote", chain), one)
        elif kind == "Div":
            made += leaves(inside[1], chain, one)
        elif kind == "HorizontalRule":
            made.append(Leaf({"type": "horizontalRule"}, chain))
        elif kind == "Table":
            made.append(table_of(inside, chain, one))
        elif kind == "Figure":
            made += figure_of(inside, chain, one)
        elif kind == "DefinitionList":
            for term, meanings in inside:
                made += words_of({"t": "Para", "c": term}, chain, one)
                for meaning in meanings:
                    made += leaves(meaning, chain, one)
        elif kind != "Null":
            one.miss("raw")
    return made


def words_of(block, chain, one):
    """Return the Leaves of a block of words: itself, and the pictures that stood in it."""
    kind, inside = block["t"], block.get("c")
    one.said, one.named, one.callout, one.is_caption, one.images, one.label = None, "", "", False, [], 0
    if kind == "CodeBlock":
        nodes = _lines(inside[1].split("\n"))
    elif kind == "LineBlock":
        nodes = []
        for number, row in enumerate(inside):
            nodes += ([{"type": "hardBreak"}] if number else []) + line(row, one)
    else:
        nodes = line(inside[2] if kind == "Header" else inside, one)
    if one.said is None:
        nodes = trimmed(nodes)
    said = one.said or {}
    attrs = {}
    if kind == "Header":
        attrs["level"] = min(4, max(1, inside[0]))
        if said.get("type") == "heading":
            old = said.get("attrs") or {}
            attrs = dict(old) if inside[0] == said.get("shown") else old | attrs
    if one.named:
        attrs["id"] = one.names.setdefault(one.named, attrs.get("id") or one.name(one.named))
    pictures = [Leaf(picture, chain) for picture in one.images]
    name = "heading" if kind == "Header" else "paragraph"
    if said.get("type") == "figure" and kind != "Header":
        # The caption of a picture of ours; the picture itself stands above it, or was taken out.
        node = {"type": "figure", "attrs": dict(said["attrs"]), **content_of(after(nodes, one.label))}
        return [*pictures, _placed(Leaf(node, chain, is_caption=True), said, one, chain)]
    if said.get("type") == "table":
        node = {"type": "paragraph", **content_of(after(nodes, one.label))}
        return [Leaf(node, chain, is_caption=True, said=said), *pictures]
    node = {"type": name, **({"attrs": attrs} if attrs else {}), **content_of(nodes)}
    leaf = _placed(Leaf(node, chain, is_caption=one.is_caption), said, one, chain)
    if one.images and not any(n["type"] != "text" or n["text"].strip() for n in nodes):
        return pictures
    if not nodes and not said:
        return pictures
    return [leaf, *pictures] if nodes or said else pictures


def _lines(rows):
    made = []
    for number, row in enumerate(rows):
        made += ([{"type": "hardBreak"}] if number else []) + ([{"type": "text", "text": row}] if row else [])
    return made


def _placed(leaf, said, one, chain):
    """Let a leaf of ours stand where it stood, unless somebody put it into a list, or took it out of one."""
    if said.get("cell"):
        leaf.node["_cell"] = said["cell"]
    if said.get("k") == "at":
        one.own.append(leaf.node)
        old = [(kind, f"m{name}", attrs) for kind, name, attrs in said.get("chain") or ()]
        was, now = (any(kind in LISTS for kind, _name, _attrs in some) for some in (old, chain))
        if was == now:
            leaf.chain, leaf.is_marked = old, True
    elif one.callout:
        kind = None if one.callout == "note" else one.callout
        leaf.chain = [("callout", "c", {"kind": one.callout} if kind else {}), *chain]
    return leaf


def figure_of(inside, chain, one):
    """Return the Leaf of a figure: its picture and its caption."""
    _attr, caption, blocks = inside
    one.images = []
    found = []
    for block in blocks:
        found += words_of(block, chain, one)
    pictures = [leaf for leaf in found if leaf.node["type"] == "figure"]
    others = [leaf for leaf in found if leaf.node["type"] != "figure"]
    told = []
    for block in caption[1]:
        told += words_of(block, chain, one)
    ours = next((leaf for leaf in told if leaf.node["type"] == "figure"), None)
    if pictures and ours:
        return [with_picture(pictures[0], ours), *pictures[1:], *others]
    if pictures and told:
        words = [node for leaf in told for node in leaf.node.get("content") or ()]
        pictures[0].node |= content_of(unlabelled(words))
        return [*pictures, *others]
    return [*pictures, *told, *others]


def table_of(inside, chain, one):
    """Return the Leaf of a table."""
    _attr, caption, _columns, head, bodies, foot = inside
    one.said, one.label, one.named = None, 0, ""
    told = []
    for block in caption[1]:
        for leaf in leaves([block], [], one):
            told += leaf.node.get("content") or ()
    said = one.said or {}
    attrs = dict(said.get("attrs") or {}) if said.get("type") == "table" else {}
    words = told if said else unlabelled(told)
    plain = "".join(node.get("text", " ") for node in words).strip()
    if plain:
        attrs["caption"] = plain[:1000]
    if one.named:
        attrs["id"] = one.names.setdefault(one.named, attrs.get("id") or one.name(one.named))
    rows = [row_of(row, "tableHeader", 0, one) for row in head[1]]
    for body in bodies:
        rows += [row_of(row, "tableHeader", 0, one) for row in body[2]]
        rows += [row_of(row, "tableCell", body[1], one) for row in body[3]]
    rows += [row_of(row, "tableCell", 0, one) for row in foot[1]]
    node = {"type": "table", **({"attrs": attrs} if attrs else {}), "content": [row for row in rows if row]}
    leaf = Leaf(node, chain)
    if said.get("k") == "at" and said.get("type") == "table":
        leaf.told = said, plain
        table_placed(leaf, said)
    return leaf


def row_of(row, kind, headed, one):
    cells = []
    for place, (_attr, _align, rows, columns, blocks) in enumerate(row[1]):
        found = leaves(blocks, [], one)
        told = next((leaf.node.pop("_cell") for leaf in found if "_cell" in leaf.node), None) or {}
        name = told.get("type") or ("tableHeader" if kind == "tableHeader" or place < headed else kind)
        attrs = dict(told.get("attrs") or {})
        attrs |= {key: span for key, span in (("colspan", columns), ("rowspan", rows)) if span > 1}
        inside = built(captioned(found)) or [{"type": "paragraph"}]
        cells.append({"type": name, **({"attrs": attrs} if attrs else {}), "content": inside})
    return {"type": "tableRow", "content": cells} if cells else None
