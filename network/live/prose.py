"""Between a shared fragment (`Y.XmlFragment`) and ProseMirror JSON: reading, and the names of marks.

As y-tiptap writes it: an element is a node, its attributes are the node's; text between two inline elements is one
`XmlText` whose formats are marks. A mark that may lie over others of its kind is named `name--hash`, eight letters from
the sha256 of the mark (y-tiptap 3.0.9, `hashOfJSON`). Reading never writes: a second reader of the same bytes gets the
same JSON, with marks and attributes in one order, so that it may be hashed.
"""

import base64
import hashlib
import json
import math
import re
import struct

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

FIELD = "default"
OVERLAPPING = frozenset({"comment"})  # marks of the schema that do not exclude their own kind
DEEPEST = 120  # nodes within nodes: what lies deeper is left out, or a forged text could exhaust the stack
_HASHED = re.compile(r"^(.*)(--[a-zA-Z0-9+/=]{8})$", re.DOTALL)


def mark_name(key):
    """Return the name of the mark that a format of a text stands for: `comment--h4sh1234` is a `comment`."""
    found = _HASHED.match(key)
    return found[1] if found else key


def mark_key(mark):
    """Return the name under which a mark of ProseMirror JSON is kept as a format of a text."""
    name = mark["type"]
    if name not in OVERLAPPING:
        return name
    said = {"type": name} | ({"attrs": mark["attrs"]} if mark.get("attrs") else {})
    digest = bytearray(hashlib.sha256(_any(said)).digest())
    for at in range(6, len(digest)):
        digest[at % 6] ^= digest[at]
    return f"{name}--{base64.b64encode(digest[:6]).decode()}"


def formats(marks):
    """Return the formats of a text, by key, for a list of marks of ProseMirror JSON."""
    return {mark_key(mark): mark.get("attrs") or {} for mark in marks or ()}


def read(document):
    """Return the text of a `pycrdt.Doc`, or of the bytes of a full Yjs state, as ProseMirror JSON."""
    if not isinstance(document, Doc):
        update, document = document, Doc()
        document.apply_update(update)
    with document.transaction():
        return {"type": "doc", "content": children(document.get(FIELD, type=XmlFragment))}


def children(element, depth=0):
    """Return the nodes within an element, as ProseMirror JSON; neighbouring texts with the same marks are one."""
    if depth > DEEPEST:
        return []
    found = []
    for child in element.children:
        if isinstance(child, XmlText):
            for piece in _pieces(child):
                last = found[-1] if found else None
                if last and last["type"] == "text" and last.get("marks") == piece.get("marks"):
                    last["text"] += piece["text"]
                else:
                    found.append(piece)
        elif isinstance(child, XmlElement):
            node = {"type": child.tag}
            if attributes := attributes_of(child):
                node["attrs"] = attributes
            if content := children(child, depth + 1):
                node["content"] = content
            found.append(node)
    return found


def attributes_of(element):
    """Return the attributes of an element without nulls, in the order of the alphabet."""
    return {name: value for name, raw in sorted(element.attributes) if (value := whole(raw)) is not None}


def runs_of(text):
    """Return what a shared text holds: a list of (words, formats by key), without embedded things."""
    return [
        (words, {key: whole(value) for key, value in (held or {}).items() if value is not None})
        for words, held in text.diff()
        if isinstance(words, str) and words
    ]


def _pieces(text):
    for words, held in runs_of(text):
        marks = [
            {"type": mark_name(key)} | ({"attrs": value} if isinstance(value, dict) and value else {})
            for key, value in held.items()
        ]
        piece = {"type": "text", "text": words}
        if marks:
            piece["marks"] = sorted(marks, key=lambda mark: json.dumps(mark, sort_keys=True))
        yield piece


def whole(value):
    """Return a value of Yjs as JSON has it: JavaScript has one kind of number, so 2.0 is 2."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {key: whole(each) for key, each in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [whole(each) for each in value]
    return value if isinstance(value, str | int | bool) else None


def same(one, other):
    """Tell whether two texts in ProseMirror JSON say the same: order of marks, nulls and empty attributes set aside."""
    return _bare(one) == _bare(other)


def without(content, names):
    """Return ProseMirror JSON without the marks of these names, neighbouring texts joined again."""
    found = []
    for node in content.get("content") or ():
        node = without(node, names)
        if marks := node.get("marks"):
            node["marks"] = [mark for mark in marks if mark["type"] not in names]
            if not node["marks"]:
                del node["marks"]
        last = found[-1] if found else None
        if last and last["type"] == node["type"] == "text" and last.get("marks") == node.get("marks"):
            last["text"] += node["text"]
        else:
            found.append(node)
    return content | ({"content": found} if "content" in content else {})


def _bare(node):
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    bare = {key: _bare(value) for key, value in node.items()}
    bare = {key: value for key, value in bare.items() if value is not None and value not in ({}, [])}
    if "marks" in bare:
        bare["marks"] = sorted(bare["marks"], key=lambda mark: json.dumps(mark, sort_keys=True))
    return bare


def _any(value):
    """Return a value as lib0's `encodeAny` writes it (lib0 0.2, encoding.js)."""
    if value is None:
        return b"\x7e"
    if isinstance(value, bool):
        return b"\x78" if value else b"\x79"
    if isinstance(value, str):
        data = value.encode("utf-8", "replace")
        return b"\x77" + _uint(len(data)) + data
    if isinstance(value, int | float):
        if float(value).is_integer() and abs(value) <= 0x7FFFFFFF:
            return b"\x7d" + _int(int(value))
        short = struct.pack(">f", value)
        return b"\x7c" + short if struct.unpack(">f", short)[0] == value else b"\x7b" + struct.pack(">d", value)
    if isinstance(value, list | tuple):
        return b"\x75" + _uint(len(value)) + b"".join(map(_any, value))
    return b"\x76" + _uint(len(value)) + b"".join(_any(key)[1:] + _any(each) for key, each in value.items())


def _uint(number):
    out = bytearray()
    while number > 127:
        out.append(128 | number & 127)
        number >>= 7
    out.append(number)
    return bytes(out)


def _int(number):
    sign, number = (64, -number) if number < 0 else (0, number)
    first = sign | number & 63
    number >>= 6
    return bytes([first | 128]) + _uint(number) if number else bytes([first])
