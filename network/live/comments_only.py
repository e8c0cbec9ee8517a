"""Whether an update touches comment marks alone, and whose: a commenter may send nothing else.

The text before and after is compared without its comment marks. A look at the structs of the update would not do: real
comments also close and open other marks around them.
"""

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from network.live import bounds

FIELD = "default"
MARK = "comment"


def may(state, update, owns=None):
    """Say whether a commenter may send `update` to the text of `state` (a full Yjs update).

    The text must read the same afterwards, and only marks of such threads may come, go or move that `owns(keys)`, a
    function of the room, returns as the commenter's own; without one, none may.
    """
    keys = touched(state, update)
    return keys is not None and (not keys or (owns is not None and keys <= set(owns(keys))))


def touched(state, update):
    """Return the keys of the threads whose marks `update` changes; None where it changes anything else."""
    try:
        if bounds.read(update).roots - {FIELD}:
            return None
        doc = Doc()
        doc.apply_update(state)
        words = _words(doc.get(FIELD, type=XmlFragment), was := {})
        doc.apply_update(update)
        if words != _words(doc.get(FIELD, type=XmlFragment), now := {}):
            return None
        return {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    except (ValueError, RuntimeError):
        return None


def _words(node, marked, path=()):
    """Return the text below a node as nested tuples, without comments; put into `marked` what each thread covers."""
    found = []
    for number, child in enumerate(node.children):
        place = (*path, number)
        if isinstance(child, XmlText):
            found.append(("text", _attributes(child), _runs(child, marked, place)))
        elif isinstance(child, XmlElement):
            found.append((child.tag, _attributes(child), _words(child, marked, place)))
        else:
            found.append(repr(child))
    return found


def _runs(text, marked, place):
    runs, at = [], 0
    for piece, marks in text.diff():
        end = at + (len(piece) if isinstance(piece, str) else 1)
        kept = {}
        for name, value in (marks or {}).items():
            if name.partition("--")[0] == MARK:
                _cover(marked.setdefault(_thread(value), []), (*place, at, end))
            else:
                kept[name] = value
        at = end
        if runs and runs[-1][1] == kept and isinstance(piece, str) and isinstance(runs[-1][0], str):
            runs[-1] = (runs[-1][0] + piece, kept)
        else:
            runs.append((piece if isinstance(piece, str) else _embedded(piece, marked, place), kept))
    return runs


def _cover(ranges, new):
    """Note a passage; what follows on the one before is one with it, however many marks lie between."""
    if ranges and ranges[-1][:-2] == new[:-2] and ranges[-1][-1] == new[-2]:
        ranges[-1] = (*new[:-2], ranges[-1][-2], new[-1])
    elif not ranges or ranges[-1] != new:
        ranges.append(new)


def _thread(value):
    """Return the key of a mark; what is no mark of ours has its own words for a key, which nobody owns."""
    key = value.get("thread") if isinstance(value, dict) else None
    return key if isinstance(key, str) and value.keys() == {"thread"} else f"\0{value!r}"


def _attributes(node):
    return sorted(dict(node.attributes).items(), key=lambda pair: pair[0])


def _embedded(piece, marked, place):
    return (piece.tag, _words(piece, marked, place)) if isinstance(piece, XmlElement) else repr(piece)
