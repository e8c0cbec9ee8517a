"""Random texts of the papers' schema, for tests that want many: small, full of what is hard."""

WORDS = ["peer", "support", "同伴支持", "😀", "glycaemic", "kontrol", "på", "byen", "糖尿病", "a", "the", "of"]
WORDS += ["مرحبا", "naïve", "👩\u200d⚕️", "x"]


def content(random):
    """Return a text in ProseMirror JSON."""
    return {"type": "doc", "content": [_block(random, 0) for _ in range(random.randrange(1, 6))]}


def edited(random, text):
    """Return the text with a few edits: words put in, taken out, blocks put in, taken out, moved."""
    text = _copy(text)
    for _ in range(random.randrange(1, 4)):
        blocks = text["content"]
        roll, at = random.random(), random.randrange(len(blocks) or 1)
        if roll < 0.15 or not blocks:
            blocks.insert(at, _block(random, 0))
        elif roll < 0.3 and len(blocks) > 1:
            del blocks[at]
        elif roll < 0.35:
            blocks.insert(random.randrange(len(blocks)), blocks.pop(at))
        else:
            leaves = list(_texts(blocks[at]))
            if leaves:
                leaf = random.choice(leaves)
                words = leaf["text"]
                cut, much = random.randrange(len(words) + 1), random.randrange(4)
                kept = words[:cut] + random.choice(["", "new ", "新", "😀"]) + words[cut + much :]
                leaf["text"] = kept or "x"
    return text


def _copy(node):
    if isinstance(node, dict):
        return {key: _copy(value) for key, value in node.items()}
    return [_copy(each) for each in node] if isinstance(node, list) else node


def _texts(node):
    if node["type"] == "text":
        yield node
    for child in node.get("content", ()):
        yield from _texts(child)


def _name(random):
    return "".join(random.choices("abcdefghijk23456789", k=8))


def _block(random, depth):
    roll = random.random()
    if depth < 2 and roll < 0.12:
        items = [
            {
                "type": "listItem",
                "content": [_line(random), *([_block(random, depth + 1)] if random.random() < 0.3 else [])],
            }
            for _ in range(random.randrange(1, 4))
        ]
        kind = random.choice(["bulletList", "orderedList"])
        return {"type": kind, "content": items} | ({"attrs": {"start": 3}} if kind == "orderedList" else {})
    if depth < 2 and roll < 0.2:
        return {"type": "callout", "attrs": {"kind": "tip"}, "content": [_block(random, depth + 1)]}
    if depth < 1 and roll < 0.28:
        cell = {"colspan": 1, "rowspan": 1}
        rows = [
            {
                "type": "tableRow",
                "content": [
                    {"type": random.choice(["tableCell", "tableHeader"]), "attrs": cell, "content": [_line(random)]}
                    for _ in range(2)
                ],
            }
            for _ in range(2)
        ]
        return {"type": "table", "attrs": {"id": _name(random), "caption": "Byer 城市"}, "content": rows}
    if roll < 0.36:
        attributes = {"figure": random.randrange(1, 9), "alt": "A map", "id": _name(random)}
        return _with({"type": "figure", "attrs": attributes}, _inline(random))
    if roll < 0.4:
        return {"type": "horizontalRule"}
    if roll < 0.55:
        attributes = {"level": random.randrange(1, 5), "id": _name(random)}
        return _with({"type": "heading", "attrs": attributes}, _inline(random))
    return _line(random)


def _line(random):
    return _with({"type": "paragraph"}, _inline(random))


def _with(node, inline):
    return node | ({"content": inline} if inline else {})


def _inline(random):
    found = []
    for _ in range(random.randrange(4)):
        roll = random.random()
        if roll < 0.1:
            items = [{"key": f"k{random.randrange(4)}", "locator": "3", "prefix": "cf."}]
            found.append({"type": "citation", "attrs": {"mode": "paren", "items": items}})
        elif roll < 0.15:
            found.append({"type": "hardBreak"})
        else:
            marks = []
            if random.random() < 0.3:
                marks.append({"type": "bold"})
            if random.random() < 0.2:
                marks.append({"type": "link", "attrs": {"href": f"https://example.org/{random.randrange(2)}"}})
            for letter in "tu":
                if random.random() < 0.2:
                    marks.append({"type": "comment", "attrs": {"thread": f"{letter}{random.randrange(3)}"}})
            words = " ".join(random.choices(WORDS, k=random.randrange(1, 6))) + random.choice(["", " "])
            piece = {"type": "text", "text": words} | ({"marks": marks} if marks else {})
            if found and found[-1]["type"] == "text" and found[-1].get("marks") == piece.get("marks"):
                found[-1]["text"] += words
            else:
                found.append(piece)
    return found
