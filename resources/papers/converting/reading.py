"""Pandoc's AST as a text of the schema (content JSON), whatever file it came from.

What Word files say and pandoc does not comes as marks in the text (see `word.marks`); without any, this reads what
pandoc reads of every format. What the schema has no form for leaves its words, and is counted in `left_out`.
"""

import hashlib
import re
from dataclasses import dataclass, field

from resources.papers.converting.word.marks import Table, pieces
from resources.papers.schema.cleaning import new_name
from resources.papers.schema.spec import MARKS

WRAPS = {
    "Strong": "bold",
    "Emph": "italic",
    "Underline": "underline",
    "Strikeout": "strike",
    "Superscript": "superscript",
    "Subscript": "subscript",
}
LISTS = ("bulletList", "orderedList")
ORDER = list(MARKS)
_LABEL = re.compile(r"^\s*(table|figure|fig\.|tabla|figura|tabel|figur|表|图)\s*\d+\s*[.:：]?\s*", re.IGNORECASE)


@dataclass
class Leaf:
    """A block of words, a table or a rule, and in which containers it stands: [(type, name, attributes)]."""

    node: dict
    chain: list
    is_marked: bool = False
    is_caption: bool = False
    said: dict | None = None
    """Of a caption that came apart from its table: what we said of the table."""


@dataclass
class Reading:
    """One text while it is read. `works` are keys of works as the file names them; `pictures` paths in the file."""

    table: Table = field(default_factory=Table)
    notes: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)
    left_out: dict = field(default_factory=dict)
    title: str = ""
    content: dict = field(default_factory=dict)
    count: int = 0
    comments: list = field(default_factory=list)
    languages: list = field(default_factory=list)
    links: list = field(default_factory=list)
    said: dict | None = None
    named: str = ""
    callout: str = ""
    is_caption: bool = False
    note: str = ""
    images: list = field(default_factory=list)
    label: int = 0
    """How many letters of this block stand before our own mark: of a caption, its label."""

    own: list = field(default_factory=list)
    salt: str = ""
    """Two readings of one file with the same salt give the same names to the same things."""

    def is_own(self, node):
        """Whether a block of words stood in a text of ours when the file left."""
        return any(node is one for one in self.own)

    def name(self, seed):
        """Return an id for something that the file calls `seed`; a fresh one without a seed."""
        if not seed:
            return new_name()
        return "w" + hashlib.sha256(f"{self.salt}\0{seed}".encode()).hexdigest()[:9]

    def miss(self, what):
        """Count something that the schema has no form for."""
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def container(self, kind, chain, **attrs):
        """Return `chain` with one container more."""
        self.count += 1
        return [*chain, (kind, f"a{self.count}", {key: value for key, value in attrs.items() if value is not None})]


def read(ast, table=None, salt=""):
    """Return the Reading of Pandoc's AST (a dict); its `content` is a text of the schema."""
    one = Reading(table=table if table is not None else Table(), salt=salt)
    one.title = _plain(ast.get("meta", {}).get("title", {}).get("c") or [])
    blocks = built(_captioned(leaves(ast.get("blocks") or (), [], one)))
    _resolve(blocks, one)
    notes = [{"type": "footnote", "attrs": {"id": key}, **_content(words)} for key, words in one.notes.items()]
    _resolve(notes, one)
    one.content = {"type": "doc", "content": [*(blocks or [{"type": "paragraph"}]), *notes]}
    return one


def _content(nodes):
    return {"content": nodes} if nodes else {}


def _plain(inlines):
    one = Reading()
    return "".join(node.get("text", " ") for node in line(inlines, one)).strip() if isinstance(inlines, list) else ""


# -- blocks --------------------------------------------------------------------------------------------------------
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
        node = {"type": "figure", "attrs": dict(said["attrs"]), **_content(after(nodes, one.label))}
        return [*pictures, _placed(Leaf(node, chain, is_caption=True), said, one, chain)]
    if said.get("type") == "table":
        node = {"type": "paragraph", **_content(after(nodes, one.label))}
        return [Leaf(node, chain, is_caption=True, said=said), *pictures]
    node = {"type": name, **({"attrs": attrs} if attrs else {}), **_content(nodes)}
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
        return [_joined(pictures[0], ours), *pictures[1:], *others]
    if pictures and told:
        words = [node for leaf in told for node in leaf.node.get("content") or ()]
        pictures[0].node |= _content(unlabelled(words))
        return [*pictures, *others]
    return [*pictures, *told, *others]


def _joined(picture, caption):
    """Return a figure of ours whose picture came with it: the words for those who do not see it may be new."""
    attrs = caption.node["attrs"]
    alt, shown = picture.node["attrs"].get("alt") or "", (attrs.pop("_shown", None) or "")
    if alt and alt != (attrs.get("alt") or shown):
        attrs = attrs | {"alt": alt}
    node = caption.node | {"attrs": attrs | {"_media": picture.node["attrs"].get("_media")}}
    return Leaf(node, caption.chain, caption.is_marked)


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
        _table_placed(leaf, said)
    return leaf


def _table_placed(leaf, said):
    leaf.chain = [(kind, f"m{name}", more) for kind, name, more in said.get("chain") or ()]
    leaf.is_marked = True
    if said.get("cell"):
        leaf.node["_cell"] = said["cell"]


def row_of(row, kind, headed, one):
    cells = []
    for place, (_attr, _align, rows, columns, blocks) in enumerate(row[1]):
        found = leaves(blocks, [], one)
        told = next((leaf.node.pop("_cell") for leaf in found if "_cell" in leaf.node), None) or {}
        name = told.get("type") or ("tableHeader" if kind == "tableHeader" or place < headed else kind)
        attrs = dict(told.get("attrs") or {})
        attrs |= {key: span for key, span in (("colspan", columns), ("rowspan", rows)) if span > 1}
        inside = built(_captioned(found)) or [{"type": "paragraph"}]
        cells.append({"type": name, **({"attrs": attrs} if attrs else {}), "content": inside})
    return {"type": "tableRow", "content": cells} if cells else None


def _captioned(found):
    """Return leaves with each caption at its picture or table: below a picture, above or below a table."""
    made = []
    for leaf in found:
        last = made[-1] if made else None
        kind = leaf.node["type"]
        if last and last.said and kind == "table":
            _entitle(leaf.node, last.node.get("content") or [])
            leaf.node["attrs"] = leaf.node["attrs"] | last.said["attrs"]
            _table_placed(leaf, last.said)
            made[-1] = leaf
        elif last and leaf.is_caption and kind == "figure" and last.node["type"] == "figure" and not last.is_marked:
            made[-1] = _joined(last, leaf)
        elif last and leaf.is_caption and kind == "paragraph" and _is_bare(last.node):
            words = unlabelled(leaf.node.get("content") or [])
            if last.node["type"] == "figure":
                made[-1].node |= _content(words)
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


# -- what stands in a line -----------------------------------------------------------------------------------------
def line(inlines, one, marks=()):
    """Return inline nodes of the schema; text of the same marks as one."""
    made = []

    def text(words, also=()):
        if not words:
            return
        kept = {name: {} for name in (*marks, *also) if isinstance(name, str)}
        kept |= dict(name for name in (*marks, *also) if not isinstance(name, str))
        if one.languages:
            kept["language"] = {"lang": one.languages[-1]}
        listed = [{"type": name, **({"attrs": kept[name]} if kept[name] else {})} for name in ORDER if name in kept]
        listed += [{"type": "comment", "attrs": {"thread": number}} for number in one.comments]
        node = {"type": "text", "text": words, **({"marks": listed} if listed else {})}
        if made and made[-1]["type"] == "text" and made[-1].get("marks") == node.get("marks"):
            made[-1]["text"] += words
        else:
            made.append(node)

    def inner(nodes, *more):
        for node in line(nodes, one, (*marks, *more)):
            last = made[-1] if made else None
            if last and last["type"] == node["type"] == "text" and last.get("marks") == node.get("marks"):
                last["text"] += node["text"]
            else:
                made.append(node)

    for item in inlines:
        kind, inside = item["t"], item.get("c")
        if kind == "Str":
            for words, number in pieces(inside):
                if number is None:
                    text(words)
                else:
                    made += _mark(one, number, made)
        elif kind in ("Space", "SoftBreak"):
            text(" ")
        elif kind == "LineBreak":
            made.append({"type": "hardBreak"})
        elif kind in WRAPS:
            inner(inside, WRAPS[kind])
        elif kind == "Link":
            address = inside[2][0]
            inner(inside[1], *([("link", {"href": address})] if not address.startswith("#") else []))
        elif kind in ("Span", "Cite"):
            inner(inside[1])
        elif kind == "SmallCaps":
            inner(inside)
        elif kind == "Quoted":
            left, right = ("‘", "’") if inside[0]["t"] == "SingleQuote" else ("“", "”")
            text(left)
            inner(inside[1])
            text(right)
        elif kind == "Code":
            text(inside[1])
        elif kind == "Math":
            one.miss("equations")
            text(inside[1])
        elif kind == "Image":
            alt = "".join(node.get("text", " ") for node in line(inside[1], Reading(table=one.table)))
            attrs = {"_media": inside[2][0], **({"alt": alt.strip()[:2000]} if alt.strip() else {})}
            one.images.append({"type": "figure", "attrs": attrs})
        elif kind == "Note":
            made += _note(inside, one)
    return made


def _mark(one, number, made):
    """Do what a mark says; returns the nodes that stand for it."""
    said = one.table[number] if number < len(one.table) else {}
    kind = said.get("k")
    if kind == "ours":
        told = said["said"]
        if told["k"] == "note":
            one.note = told.get("id") or ""
        elif one.said is None:
            one.said, one.label = told, sum(len(node.get("text", "")) for node in made)
            ident = (told.get("attrs") or {}).get("id")
            if ident:
                one.names[said["name"]] = ident
    elif kind == "fnote" and not one.note:
        one.note = one.name(f"note {said['number']}")
    elif kind == "named":
        one.named = said["name"]
    elif kind == "comment":
        one.comments.append(said["number"])
    elif kind == "/comment" and said["number"] in one.comments:
        one.comments.remove(said["number"])
    elif kind == "lang":
        one.languages.append(said["lang"])
    elif kind == "/lang" and one.languages:
        one.languages.pop()
    elif kind == "callout":
        one.callout = said["kind"]
    elif kind == "caption":
        one.is_caption = True
    elif kind == "cite":
        return [{"type": "citation", "attrs": {"items": said["items"], "mode": said["mode"]}}]
    elif kind == "cross":
        return [{"type": "crossRef", "attrs": {"_name": said["name"], "target": said.get("target")}}]
    return []


def _note(blocks, one):
    """Keep a note beside the text; returns its mark in the line."""
    ident = one.note if one.note and one.note not in one.notes else new_name()
    if one.note in one.notes:
        ident, one.note = one.note, ""
        return [{"type": "footnoteRef", "attrs": {"id": ident}}]
    kept = (one.said, one.named, one.callout, one.is_caption, one.images, one.label, one.comments, one.languages)
    one.note, one.comments, one.languages, words = "", [], [], []
    for leaf in leaves(blocks, [], one):
        words += ([{"type": "hardBreak"}] if words else []) + (leaf.node.get("content") or [])
    (one.said, one.named, one.callout, one.is_caption, one.images, one.label, one.comments, one.languages) = kept
    one.notes[ident] = trimmed(words)
    return [{"type": "footnoteRef", "attrs": {"id": ident}}]
