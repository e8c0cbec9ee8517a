"""Whether an update touches comment marks alone: a commenter may send nothing else.

The text before and after is compared without its comment marks. A look at the structs of the update would not do: real
comments also close and open other marks around them.
"""

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import bounds

FIELD = "default"
MARK = "comment"


def is_comment(state, update):
    """Say whether the text of `state` (a full Yjs update) reads the same after `update`, comment marks apart."""
    try:
        if bounds.read(update).roots - {FIELD}:
            return False
        doc = Doc()
        doc.apply_update(state)
        before = _without_comments(doc.get(FIELD, type=XmlFragment))
        doc.apply_update(update)
        return before == _without_comments(doc.get(FIELD, type=XmlFragment))
    except (ValueError, RuntimeError):
        return False


def _without_comments(node):
    """Return the text below a node as nested tuples."""
    found = []
    for child in node.children:
        if isinstance(child, XmlText):
            runs = []
            for piece, marks in child.diff():
                kept = {name: value for name, value in (marks or {}).items() if name.partition("--")[0] != MARK}
                if runs and runs[-1][1] == kept and isinstance(piece, str) and isinstance(runs[-1][0], str):
                    runs[-1] = (runs[-1][0] + piece, kept)
                else:
                    runs.append((piece if isinstance(piece, str) else _embedded(piece), kept))
            found.append(("text", sorted(dict(child.attributes).items(), key=lambda pair: pair[0]), runs))
        elif isinstance(child, XmlElement):
            attributes = sorted(dict(child.attributes).items(), key=lambda pair: pair[0])
            found.append((child.tag, attributes, _without_comments(child)))
        else:
            found.append(repr(child))
    return found


def _embedded(piece):
    return (piece.tag, _without_comments(piece)) if isinstance(piece, XmlElement) else repr(piece)
