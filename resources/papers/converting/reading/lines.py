"""What stands in a line: Pandoc's inlines and our marks as inline nodes of the schema."""

from resources.papers.converting.reading.state import Reading
from resources.papers.converting.reading.tree import trimmed
from resources.papers.converting.word.marks import pieces
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
ORDER = list(MARKS)


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
    from resources.papers.converting.reading.blocks import leaves

    for leaf in leaves(blocks, [], one):
        words += ([{"type": "hardBreak"}] if words else []) + (leaf.node.get("content") or [])
    (one.said, one.named, one.callout, one.is_caption, one.images, one.label, one.comments, one.languages) = kept
    one.notes[ident] = trimmed(words)
    return [{"type": "footnoteRef", "attrs": {"id": ident}}]
